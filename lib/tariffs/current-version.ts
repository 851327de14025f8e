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

/** What holds until a planned version takes effect, and again when it is called off; null: nothing comes before it. */
export function versionBefore<Version extends Dated>(versions: readonly Version[], planned: Dated): Version | null {
  const from = takesEffectAt(planned)
  const earlier = versions.filter((version) => takesEffectAt(version) < from)
  return currentVersion(earlier, from)
}

/** Whether a later version takes its place in the very moment it would have taken effect: nobody ever has it. */
export const isReplaced = (versions: readonly Dated[], { number, ...dates }: Dated): boolean => {
  const from = takesEffectAt({ number, ...dates }).getTime()
  return versions.some((version) => version.number > number && takesEffectAt(version).getTime() === from)
}
