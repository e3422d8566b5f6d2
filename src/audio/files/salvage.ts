import { NstError } from '../../shared/errors.js';
import { type Reporter, SILENT } from '../../shared/reporter.js';
import { type LongSound, lengthOf, type Sound } from '../sound.js';

/** What is to be done with a file that is damaged or cut short. */
export interface LossRules {
  /** Whether what is there is taken; if not, which is the default, the file is refused. */
  readonly salvage?: boolean | undefined;
  readonly reporter?: Reporter | undefined;
}

/**
 * Refuses a file of which something is missing, or says how much of it is taken.
 *
 * @param loss what is missing
 * @param sound what is there
 * @param name of the file
 * @throws NstError NST_BAD_INPUT
 */
export function reportLoss(
  loss: string,
  sound: Sound | LongSound,
  name: string,
  { salvage = false, reporter = SILENT }: LossRules,
): void {
  const length = lengthOf(sound);
  const amount = `${(length / sound.sampleRateHz).toFixed(2)} s (${length} samples)`;
  if (salvage) {
    reporter.warn(`${name}: ${loss}; ${amount} were salvaged`);
    return;
  }
  const advice = `copy or export it again, or take the ${amount} that are there with --salvage`;
  throw new NstError('NST_BAD_INPUT', `${name}: ${loss}; ${advice}`);
}
