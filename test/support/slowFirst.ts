import { BaseSequencer, type TestSpecification } from 'vitest/node';

const isSlow = ({ moduleId }: TestSpecification) => moduleId.includes('/test/goldens/');

/**
 * Goldens before all else: they take the longest, and on a fresh clone, where nothing is known of earlier runs, one that came
 * last would keep one worker waiting for the other.
 */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSlow), ...sorted.filter((file) => !isSlow(file))];
  }
}
