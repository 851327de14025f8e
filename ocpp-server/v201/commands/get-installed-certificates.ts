import { HELD_TYPES } from '../../../lib/certificates/held-types'
import {
  type InstalledCertificateSaid,
  saveInstalledCertificates,
} from '../../../lib/certificates/mutations/installed-certificates'
import { saidHash } from '../../security/said-hash'
import { type CommandRun, proven, provenNothing } from '../../station-answer'

/** Without kinds: of all. That there are none (NotFound) is an answer too. */
export const getInstalledCertificates: CommandRun<'get-installed-certificates'> = async ({ command }, tools) => {
  const types = command.kinds?.map((kind) => HELD_TYPES[kind]) ?? null
  const answer = await tools.call('GetInstalledCertificateIds', types === null ? {} : { certificateType: types })
  const chains = answer.status === 'Accepted' ? ((answer.certificateHashDataChain ?? []) as readonly Chain[]) : []
  if (answer.status !== 'Accepted' && answer.status !== 'NotFound') return proven(answer)
  await saveInstalledCertificates(tools.station.id, types, chains.flatMap(certificatesOf))
  return provenNothing(answer)
}

interface Chain {
  readonly certificateType?: string
  readonly certificateHashData?: unknown
  readonly childCertificateHashData?: readonly unknown[]
}

function certificatesOf({ certificateType, certificateHashData, childCertificateHashData = [] }: Chain) {
  const type = certificateType
  if (type === undefined) return []
  return [certificateHashData, ...childCertificateHashData].flatMap((said): InstalledCertificateSaid[] => {
    const hash = saidHash(said)
    return hash === null ? [] : [{ type, ...hash }]
  })
}
