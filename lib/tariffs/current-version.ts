interface Dated {
  readonly number: number
  readonly createdAt: Date
  readonly effectiveFrom: Date | null
}

/** When sessions begin to have a version. */
export const takesEffectAt = ({ effectiveFrom, createdAt }: Dated): Date => effectiveFrom ?? createdAt

/** The version that a session beginning at a moment has: the one that took effect last; the very first when none had. */
export function currentVersion<Version extends Dated>(versions: readonly Version[], now: Date): Version | null {
  const inOrder = [...versions].sort(
    (a, b) => takesEffectAt(a).getTime() - takesEffectAt(b).getTime() || a.number - b.number,
  )
  return inOrder.findLast((version) => takesEffectAt(version) <= now) ?? inOrder[0] ?? null
}
