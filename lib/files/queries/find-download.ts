import { db } from '../../db/client'
import { hashOfSecret } from '../mutations/issue-link'

export interface Download {
  readonly linkId: bigint
  readonly stationIdentity: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly sha256: string
}

/**
 * The firmware a secret leads to, for as long as its update has not ended and its station is ours: stations fetch in pieces and try
 * again. null: nothing, and no word why.
 */
export async function findDownload(secret: string): Promise<Download | null> {
  const link = await db().fileLink.findFirst({
    where: {
      tokenHash: hashOfSecret(secret),
      purpose: 'firmware',
      usedAt: null,
      expiresAt: { gt: new Date() },
      station: { registration: 'accepted' },
    },
    select: { id: true, firmwareId: true, station: { select: { identity: true } } },
  })
  if (link?.firmwareId == null) return null
  const firmware = await db().firmware.findUnique({
    where: { id: link.firmwareId },
    select: { fileName: true, sizeBytes: true, sha256: true },
  })
  if (firmware === null) return null
  return {
    linkId: link.id,
    stationIdentity: link.station.identity,
    fileName: firmware.fileName,
    sizeBytes: Number(firmware.sizeBytes),
    sha256: firmware.sha256,
  }
}
