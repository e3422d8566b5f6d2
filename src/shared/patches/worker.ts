/** A thread of the patch engine of pictures. */
import { runPatches } from './patchProgram.js';
import { serve } from './serve.js';

serve(runPatches);
