export const NORMALISATIONS = ['torchvision', 'caffe'] as const;
/**
 * What a network wants its pictures to be: RGB in 0..1 less mean and over deviation (torchvision), or BGR in
 * 0..255 less mean (Caffe, and Keras' VGG).
 */
export type Normalisation = (typeof NORMALISATIONS)[number];
