import { z } from 'zod'
import { bytesAnswer, bytesOf } from '@/app/bytes'
import type { Actor } from '@/lib/access/actor'
import { addFirmware } from '@/lib/firmware/mutations/add-firmware'
import { archiveFirmware, editFirmware, restoreFirmware } from '@/lib/firmware/mutations/edit-firmware'
import { type FirmwareRow, getFirmware, listFirmware } from '@/lib/firmware/queries/list-firmware'
import { listUpdates } from '@/lib/firmware/queries/list-updates'
import { getStationKey } from '@/lib/stations/queries/find-station'
import { operation } from '../operation'
import { idInput, isoOrNull, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'
import { firmwareChange, firmwareSchema, firmwareUpdateSchema, newFirmwareQuery } from '../schemas/firmware'

const params = z.object({ id: idInput('firmware') })

const shown = ({ id, createdAt, createdBy: _, ...firmware }: FirmwareRow) => ({
  ...firmware,
  id: String(id),
  createdAt: createdAt.toISOString(),
})

async function firmwareNow(actor: Actor, id: bigint) {
  const { signature: _, signingCertificate: __, ...firmware } = await getFirmware(actor, id)
  return shown(firmware)
}

export const firmwareOperations = [
  operation({
    id: 'listFirmware',
    method: 'GET',
    path: '/firmware',
    tag: 'Firmware',
    summary: 'Firmware packages in use, newest first',
    act: 'fleet.read',
    query: z.object({ ...pageQuery, vendor: z.string().max(100).optional().meta({ example: 'Zaptec' }) }),
    status: 200,
    response: listOf(firmwareSchema),
    handler: async (actor, { query }) => pageOf(await listFirmware(actor, query), shown),
  }),
  operation({
    id: 'uploadFirmware',
    method: 'POST',
    path: '/firmware',
    tag: 'Firmware',
    summary: 'Upload a firmware package',
    description:
      'The body is the package itself. Its signature, when the maker gives one, is set afterwards with PATCH. Send a station to it with the command `update-firmware`.',
    act: 'fleet.write',
    query: newFirmwareQuery,
    takesBytes: true,
    status: 201,
    response: firmwareSchema,
    handler: async (actor, { query }, request) =>
      firmwareNow(actor, (await addFirmware(actor, query, bytesOf(request))).id),
    location: ({ id }) => `/firmware/${id}`,
  }),
  operation({
    id: 'getFirmware',
    method: 'GET',
    path: '/firmware/{id}',
    tag: 'Firmware',
    summary: 'One firmware package',
    act: 'fleet.read',
    params,
    status: 200,
    response: firmwareSchema,
    handler: (actor, { params: { id } }) => firmwareNow(actor, id),
  }),
  operation({
    id: 'changeFirmware',
    method: 'PATCH',
    path: '/firmware/{id}',
    tag: 'Firmware',
    summary: 'Change what is said of a package, or take it out of use',
    act: 'fleet.write',
    params,
    body: firmwareChange,
    status: 200,
    response: firmwareSchema,
    handler: async (actor, { params: { id }, body: { archived, ...change } }) => {
      if (Object.values(change).some((value) => value !== undefined)) await editFirmware(actor, id, change)
      if (archived !== undefined) await (archived ? archiveFirmware(actor, id) : restoreFirmware(actor, id))
      return firmwareNow(actor, id)
    },
  }),
  operation({
    id: 'downloadFirmware',
    method: 'GET',
    path: '/firmware/{id}/file',
    tag: 'Firmware',
    summary: 'The package itself',
    act: 'fleet.read',
    params,
    status: 200,
    response: 'bytes',
    handler: async (actor, { params: { id } }) => bytesAnswer(await getFirmware(actor, id)),
  }),
  operation({
    id: 'listFirmwareUpdates',
    method: 'GET',
    path: '/stations/{id}/firmware-updates',
    tag: 'Firmware',
    summary: "A station's firmware updates, newest first",
    act: 'fleet.read',
    params: z.object({ id: stationIdField }),
    query: z.object(pageQuery),
    status: 200,
    response: listOf(firmwareUpdateSchema),
    handler: async (actor, { params: { id }, query }) => {
      const { identity } = await getStationKey(actor, id)
      return pageOf(await listUpdates(actor, identity, query), ({ campaign, statusAt: _, ...update }) => ({
        ...update,
        id: String(update.id),
        campaignId: campaign === null ? null : String(campaign.id),
        createdAt: update.createdAt.toISOString(),
        askedAt: isoOrNull(update.askedAt),
        endedAt: isoOrNull(update.endedAt),
      }))
    },
  }),
]
