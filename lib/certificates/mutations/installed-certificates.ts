import { db } from '../../db/client'
import type { CertificateHash } from '../certificate-hash'

/** A certificate a station says it holds. `type` is OCPP 2.0.1's word (1.6's CentralSystem… is CSMS… here). */
export interface InstalledCertificateSaid extends CertificateHash {
  readonly type: string
}

/** The station's answer replaces what was known of the types it was asked for. @param types null: of all */
export async function saveInstalledCertificates(
  stationId: bigint,
  types: readonly string[] | null,
  said: readonly InstalledCertificateSaid[],
): Promise<void> {
  const seenAt = new Date()
  await db().$transaction(async (tx) => {
    await tx.installedCertificate.deleteMany({
      where: { stationId, ...(types === null ? {} : { type: { in: [...types] } }) },
    })
    await tx.installedCertificate.createMany({
      data: said.map((one) => ({ stationId, seenAt, ...one })),
      skipDuplicates: true,
    })
  })
}

/** The station took it. */
export async function noteInstalledCertificate(stationId: bigint, said: InstalledCertificateSaid): Promise<void> {
  const { hashAlgorithm: _algorithm, ...name } = said
  const seenAt = new Date()
  await db().installedCertificate.upsert({
    where: { stationId_type_issuerNameHash_issuerKeyHash_serialNumber: { stationId, ...name } },
    create: { stationId, seenAt, ...said },
    update: { seenAt },
  })
}

/** The station has it no longer. */
export async function forgetInstalledCertificate(stationId: bigint, hash: CertificateHash): Promise<void> {
  await db().installedCertificate.deleteMany({ where: { stationId, ...hash } })
}
