/** A thread of the patch engine of text. */
import { serve } from '../../shared/patches/serve.js';
import { runProgram } from './program.js';

serve(runProgram);
