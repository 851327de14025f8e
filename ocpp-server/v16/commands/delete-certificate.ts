import type { CertificateHash } from '../../../lib/certificates/certificate-hash'
import { forgetInstalledCertificate } from '../../../lib/certificates/mutations/installed-certificates'
import { type CommandRun, proven } from '../../station-answer'

/** Alike in every version. What it does not have it does not have any more either. */
export const deleteCertificate: CommandRun<'delete-certificate'> = async ({ command }, tools) => {
  const { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber } = command
  const certificateHashData: CertificateHash = { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }
  const answer = await tools.call('DeleteCertificate', { certificateHashData })
  if (answer.status === 'Accepted' || answer.status === 'NotFound') {
    await forgetInstalledCertificate(tools.station.id, certificateHashData)
  }
  return proven(answer)
}
