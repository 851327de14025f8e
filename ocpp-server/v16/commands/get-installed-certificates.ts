import { HELD_TYPES } from '../../../lib/certificates/held-types'
import { saveInstalledCertificates } from '../../../lib/certificates/mutations/installed-certificates'
import { saidHash } from '../../security/said-hash'
import { CannotSend, type CommandRun, proven, provenNothing, type StationAnswer } from '../../station-answer'
import { HELD_TYPES_16 } from '../held-types'

/** 1.6 is asked kind by kind. That there are none is an answer too. */
export const getInstalledCertificates: CommandRun<'get-installed-certificates'> = async ({ command }, tools) => {
  const asked = (command.kinds ?? (['csms', 'manufacturer'] as const)).filter((kind) => HELD_TYPES_16[kind])
  if (asked.length === 0) throw new CannotSend('no-such-roots')
  const results: StationAnswer[] = []
  for (const kind of asked) {
    const certificateType = HELD_TYPES_16[kind]
    const answer = await tools.call('GetInstalledCertificateIds', { certificateType })
    if (answer.status !== 'Accepted' && answer.status !== 'NotFound') return proven(answer)
    const said = answer.status === 'Accepted' ? ((answer.certificateHashData ?? []) as readonly unknown[]) : []
    const type = HELD_TYPES[kind]
    await saveInstalledCertificates(
      tools.station.id,
      [type],
      said.flatMap((one) => {
        const hash = saidHash(one)
        return hash === null ? [] : [{ type, ...hash }]
      }),
    )
    results.push({ certificateType, ...answer })
  }
  const [only] = results
  const whole = results.length === 1 && only ? only : { status: 'Accepted', results }
  return provenNothing(whole)
}
