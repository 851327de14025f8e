import { createHash, randomBytes } from 'node:crypto'
import { systemActor } from '../../lib/access/actor'
import { db } from '../../lib/db/client'
import { addFirmware } from '../../lib/firmware/mutations/add-firmware'
import { editFirmware } from '../../lib/firmware/mutations/edit-firmware'

const us = systemActor('system')

/** Any certificate of a maker's: what it says is the station's business. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----\n${randomBytes(300).toString('base64')}\n-----END CERTIFICATE-----`
const SIGNATURE = randomBytes(256).toString('base64')

let made = 0

/** A package in the repository, with its bytes. */
export async function aPackage({ isSigned = false, sizeBytes = 200_000 } = {}) {
  const bytes = randomBytes(sizeBytes)
  made += 1
  const version = `2.0.${made}`
  const described = { vendor: 'Vendor', model: 'Model', version, fileName: `fw-${version}.bin` }
  const { id } = await addFirmware(us, described, one(bytes))
  if (isSigned) await editFirmware(us, id, { signature: SIGNATURE, signingCertificate: CERTIFICATE })
  return {
    id: String(id),
    version,
    bytes,
    md5: createHash('md5').update(bytes).digest('hex'),
    signature: SIGNATURE,
    signingCertificate: CERTIFICATE,
  }
}

async function* one(bytes: Uint8Array) {
  yield bytes
}

/** The station's newest update, as it stands. */
export const updateOf = (stationId: bigint) =>
  db().firmwareUpdate.findFirstOrThrow({
    where: { stationId },
    orderBy: { id: 'desc' },
    select: { stage: true, status: true, error: true, fromVersion: true, toVersion: true, requestId: true },
  })

/** Files a station has brought. */
export const filesOf = (stationId: bigint) =>
  db().stationFile.findMany({ where: { stationId }, orderBy: { id: 'asc' } })
