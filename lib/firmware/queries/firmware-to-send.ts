import { db, type Transaction } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'

/** What the gateway tells a station of a package. */
export interface FirmwareToSend {
  readonly id: bigint
  readonly version: string
  readonly fileName: string
  /** Hex, of the whole package. */
  readonly md5: string
  /** Hex; where the bytes lie. */
  readonly sha256: string
  readonly sizeBytes: number
  readonly signature: string | null
  readonly signingCertificate: string | null
}

/** null: there is none, or it was taken out of use. */
export async function firmwareToSend(id: bigint): Promise<FirmwareToSend | null> {
  const firmware = await db().firmware.findFirst({
    where: { id, archived: false },
    select: {
      id: true,
      version: true,
      fileName: true,
      md5: true,
      sha256: true,
      sizeBytes: true,
      signature: true,
      signingCertificate: true,
    },
  })
  return firmware && { ...firmware, sizeBytes: Number(firmware.sizeBytes) }
}

/** @throws DomainError not-found (none, or out of use) | invalid (to be signed, and it has no signature or no certificate for it) */
export async function requireFirmware(tx: Transaction, id: bigint, isSigned: boolean): Promise<void> {
  const firmware = await tx.firmware.findFirst({
    where: { id, archived: false },
    select: { signature: true, signingCertificate: true },
  })
  if (firmware === null) throw notFound('firmware', id)
  if (isSigned && (firmware.signature === null || firmware.signingCertificate === null))
    throw new DomainError('invalid', 'The package has no signature, or no certificate for it.', {
      isSigned: 'firmware-not-signed',
    })
}
