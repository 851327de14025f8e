import { missingFor, type UpgradeStep } from '../../lib/certificates/decide-upgrade'
import { type KnownNetwork, readUpgradeReadiness } from '../../lib/certificates/queries/upgrade-readiness'
import type { ProblemCode } from '../../lib/commands/problem'
import { CannotSend } from '../station-answer'

const WORDS: Readonly<Record<UpgradeStep | 'not-higher', ProblemCode>> = {
  'not-higher': 'profile-not-higher',
  tls: 'profile-no-tls',
  password: 'profile-no-password',
  root: 'profile-no-root',
  certificate: 'profile-no-certificate',
}

/**
 * A station that is sent to a profile it cannot use does not come back. SPEC S-17.
 * @throws CannotSend what is missing first
 */
export async function requireReady(
  stationId: bigint,
  { profile, unchecked }: { readonly profile: number; readonly unchecked: boolean },
): Promise<KnownNetwork> {
  const known = await readUpgradeReadiness(stationId, new Date())
  const [missing] = missingFor(profile, known).filter((one) => !unchecked || one === 'not-higher')
  if (missing === undefined) return known
  throw new CannotSend(WORDS[missing], { profile })
}
