import { ChainTooLong } from '../../lib/certificates/chain-too-long'
import { decideCsr } from '../../lib/certificates/decide-csr'
import {
  issueStationCertificate,
  settleStationCertificate,
} from '../../lib/certificates/mutations/station-certificates'
import { readMaxChainSize } from '../../lib/certificates/queries/max-chain-size'
import { readCsr } from '../../lib/certificates/read-csr'
import { type Answered, CannotSend, isYes, proven, type StationAnswer } from '../station-answer'

export interface CertificateRequest {
  readonly kind: 'station' | 'v2g' | 'combined'
  readonly csr: string
}

/**
 * Signs what the station asked for and gives it to the station; whether it takes it is kept with the certificate. The request was
 * checked when it came, and is again: a command can also come from people.
 * @throws CannotSend when the request is not good, or the chain longer than the station can take
 */
export async function sendCertificate(
  station: { readonly id: bigint; readonly identity: string },
  { kind, csr }: CertificateRequest,
  send: (certificateChain: string) => Promise<StationAnswer>,
): Promise<Answered> {
  const request = readCsr(csr)
  const { maxChainSize, serialNumber } = await readMaxChainSize(station.id)
  const fault = decideCsr(request, { identity: station.identity, serialNumber }, kind)
  if (request === null || fault !== null) throw new CannotSend(`csr-${fault ?? 'unreadable'}`)
  const issued = issueStationCertificate(station.id, kind === 'v2g' ? 'v2g' : 'station', request, maxChainSize)
  const { id, certificate } = await issued.catch((error: unknown) => {
    if (!(error instanceof ChainTooLong)) throw error
    throw new CannotSend('chain-too-long', { length: error.length, most: maxChainSize ?? 0 })
  })
  const answer = await send(certificate)
  await settleStationCertificate(id, isYes(answer) ? 'accepted' : 'rejected')
  return proven(answer)
}
