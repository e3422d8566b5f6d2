/** The engine and the losses, for objectives and transfers of one's own: docs/engine.md. */
export type { Engine, ForwardProgram, MinimizeHooks, Program } from '../shared/engine/engine.js';
export type {
  ArrayValue,
  Evaluation,
  ForwardFunction,
  InputSpec,
  Objective,
} from '../shared/engine/objective.js';
export { type EngineOptions, openEngine } from '../shared/engine/openEngine.js';
export type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '../shared/engine/tf.js';
export { tf } from '../shared/engine/tf.js';
export { NstError } from '../shared/errors.js';
export type { MinimizeResult, MinimizeSettings, StepReport } from '../shared/optim/minimize.js';
export type { OptimizerSpec } from '../shared/optim/optimizerSpec.js';
export { type OpenTerm, openTerms } from '../shared/terms/openTerm.js';
export { parseTerm } from '../shared/terms/parseTerm.js';
export { TERMS, type TermName, type TermSpec } from '../shared/terms/registry.js';
export type { Balance } from '../shared/transfer/balance.js';
export {
  blendMeasures,
  type Goals,
  joinGoals,
  type Measures,
  stackMeasures,
} from '../shared/transfer/goals.js';
export type { Places } from '../shared/transfer/graph.js';
export type { TransferTask } from '../shared/transfer/task.js';
export { Transfer } from '../shared/transfer/transfer.js';
export type { View } from '../shared/transfer/view.js';
