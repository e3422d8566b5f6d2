/** Sounds that nets of the package have learnt, by their names in `nst models list`. */
export const SHIPPED_SOUNDS: readonly string[] = ['guitar'];
