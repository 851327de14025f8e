import { db } from '../../db/client'

/** What the gateway tells a station of a package. */
export interface FirmwareToSend {
  readonly id: bigint
  readonly version: string
  readonly fileName: string
  /** Hex, of the whole package. */
  readonly md5: string
  readonly signature: string | null
  readonly signingCertificate: string | null
}

/** null: there is none, or it was taken out of use. */
export async function firmwareToSend(id: bigint): Promise<FirmwareToSend | null> {
  return db().firmware.findFirst({
    where: { id, archived: false },
    select: { id: true, version: true, fileName: true, md5: true, signature: true, signingCertificate: true },
  })
}
