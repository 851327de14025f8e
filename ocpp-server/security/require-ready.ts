import { missingFor, type UpgradeStep } from '../../lib/certificates/decide-upgrade'
import { type KnownNetwork, readUpgradeReadiness } from '../../lib/certificates/queries/upgrade-readiness'
import { CannotSend } from '../station-answer'

const WORDS: Readonly<Record<UpgradeStep | 'not-higher', string>> = {
  'not-higher': 'it connects with that profile or a higher one already',
  tls: 'there is no encrypted port (OCPP_TLS_PORT)',
  password: 'it has no password',
  root: 'no root certificate of the control room is known to be installed',
  certificate: 'it has no certificate of its own',
}

/**
 * A station that is sent to a profile it cannot use does not come back. SPEC S-17.
 * @throws CannotSend what is missing
 */
export async function requireReady(
  stationId: bigint,
  { profile, unchecked }: { readonly profile: number; readonly unchecked: boolean },
): Promise<KnownNetwork> {
  const known = await readUpgradeReadiness(stationId, new Date())
  const missing = missingFor(profile, known).filter((one) => !unchecked || one === 'not-higher')
  if (missing.length === 0) return known
  throw new CannotSend(`Not ready for security profile ${profile}: ${missing.map((one) => WORDS[one]).join('; ')}.`)
}
