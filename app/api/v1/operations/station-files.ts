import { z } from 'zod'
import { bytesAnswer } from '@/app/bytes'
import { getStationFile, listStationFiles } from '@/lib/files/queries/list-station-files'
import { getStationKey } from '@/lib/stations/queries/find-station'
import { operation } from '../operation'
import { idField, idInput, instantField, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'

const fileSchema = z
  .object({
    id: idField('file'),
    kind: z.enum(['diagnostics', 'security', 'data-collector']).meta({ example: 'diagnostics' }),
    fileName: z.string().meta({ example: 'diagnostics.zip' }),
    sizeBytes: z.int().meta({ example: 40_960 }),
    sha256: z.string().meta({ description: 'Hex.' }),
    commandId: idField('command that asked for it').nullable(),
    receivedAt: instantField('When it was whole.'),
  })
  .meta({ id: 'StationFile' })

export const stationFileOperations = [
  operation({
    id: 'listStationFiles',
    method: 'GET',
    path: '/stations/{id}/files',
    tag: 'Stations',
    summary: 'Logs a station has brought, newest first',
    description: 'Ask for one with the command `get-log`.',
    act: 'files.read',
    params: z.object({ id: stationIdField }),
    query: z.object(pageQuery),
    status: 200,
    response: listOf(fileSchema),
    handler: async (actor, { params: { id }, query }) => {
      const { identity } = await getStationKey(actor, id)
      return pageOf(await listStationFiles(actor, identity, query), ({ commandId, ...file }) => ({
        ...file,
        id: String(file.id),
        commandId: commandId === null ? null : String(commandId),
        receivedAt: file.receivedAt.toISOString(),
      }))
    },
  }),
  operation({
    id: 'downloadStationFile',
    method: 'GET',
    path: '/files/{id}/file',
    tag: 'Stations',
    summary: 'A log itself',
    act: 'files.read',
    params: z.object({ id: idInput('file') }),
    status: 200,
    response: 'bytes',
    handler: async (actor, { params: { id } }) => bytesAnswer(await getStationFile(actor, id)),
  }),
]
