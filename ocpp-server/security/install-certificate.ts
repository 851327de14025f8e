import type { X509Certificate } from 'node:crypto'
import { certificateHash } from '../../lib/certificates/certificate-hash'
import type { RootKind } from '../../lib/certificates/certificate-input'
import { HELD_TYPES } from '../../lib/certificates/held-types'
import { noteInstalledCertificate } from '../../lib/certificates/mutations/installed-certificates'
import { readCertificate } from '../../lib/certificates/pem'
import { DomainError } from '../../lib/kernel/errors'
import { type Answered, CannotSend, isYes, proven, type StationAnswer } from '../station-answer'

/** Gives a station a root; one it takes is known to be there. @throws CannotSend for what is no certificate */
export async function installCertificate(
  stationId: bigint,
  { kind, certificate }: { readonly kind: RootKind; readonly certificate: string },
  install: () => Promise<StationAnswer>,
): Promise<Answered> {
  const root = readable(certificate)
  const answer = await install()
  if (isYes(answer) && root.checkIssued(root)) {
    await noteInstalledCertificate(stationId, { type: HELD_TYPES[kind], ...certificateHash(root, root) })
  }
  return proven(answer)
}

function readable(certificate: string): X509Certificate {
  try {
    return readCertificate(certificate)
  } catch (error) {
    throw error instanceof DomainError ? new CannotSend('not-a-certificate', { detail: error.message }) : error
  }
}
