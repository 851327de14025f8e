/** What is known of a station that is to connect more safely than it does. */
export interface UpgradeReadiness {
  /** With which it is connected; null: not connected. */
  readonly currentProfile: number | null
  readonly hasPassword: boolean
  /** A root for the control room's certificate is known to be installed. */
  readonly hasRoot: boolean
  /** It has taken a certificate of ours that is in its time. */
  readonly hasCertificate: boolean
  /** We have an encrypted port. */
  readonly hasTls: boolean
}

export const UPGRADE_STEPS = ['tls', 'password', 'root', 'certificate'] as const
export type UpgradeStep = (typeof UPGRADE_STEPS)[number]

/** What each profile needs before a station may go there (security whitepaper A05.FR.02–04: it must refuse otherwise). */
export const stepsTo = (profile: number): readonly UpgradeStep[] => {
  if (profile <= 1) return ['password']
  return profile === 2 ? ['tls', 'password', 'root'] : ['tls', 'root', 'certificate']
}

/** What is still missing, in the order it is best done. 'not-higher': it is there already. */
export function missingFor(profile: number, known: UpgradeReadiness): readonly (UpgradeStep | 'not-higher')[] {
  if (known.currentProfile !== null && known.currentProfile >= profile) return ['not-higher']
  const has: Readonly<Record<UpgradeStep, boolean>> = {
    tls: known.hasTls,
    password: known.hasPassword,
    root: known.hasRoot,
    certificate: known.hasCertificate,
  }
  return stepsTo(profile).filter((step) => !has[step])
}
