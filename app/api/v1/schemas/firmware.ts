import { z } from 'zod'
import { firmwareChangeSchema, newFirmwareSchema } from '@/lib/firmware/firmware'
import { UPDATE_STAGES } from '@/lib/firmware/update-stage'
import { idField, instantField } from './fields'

const hash = (name: string, example: string) =>
  z.string().meta({ description: `${name} of the package, hex.`, example })

export const firmwareSchema = z
  .object({
    id: idField('firmware'),
    vendor: z.string().meta({ example: 'Zaptec' }),
    model: z.string().meta({ description: 'Empty: every model of the vendor.', example: 'Pro' }),
    version: z.string().meta({ example: '4.2.1' }),
    fileName: z.string().meta({ example: 'pro-4.2.1.bin' }),
    sizeBytes: z.int().meta({ example: 8_388_608 }),
    sha256: hash('SHA-256', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
    md5: hash('MD5', '098f6bcd4621d373cade4e832627b4f6'),
    isSigned: z.boolean().meta({ description: 'It has both a signature and the certificate it was made with.' }),
    note: z.string(),
    archived: z.boolean(),
    createdAt: instantField('When it was uploaded.'),
  })
  .meta({ id: 'Firmware' })

const said = newFirmwareSchema.shape
export const newFirmwareQuery = newFirmwareSchema.extend({
  vendor: said.vendor.meta({ description: 'As its stations spell it.', example: 'Zaptec' }),
  model: said.model.meta({ description: 'Empty: every model of the vendor.', example: 'Pro' }),
  version: said.version.meta({ description: 'As stations tell it when they run it.', example: '4.2.1' }),
  fileName: said.fileName.meta({ example: 'pro-4.2.1.bin' }),
})

export const firmwareChange = firmwareChangeSchema.extend({
  signature: z.string().max(1000).nullish().meta({ description: 'Base64, by the maker; null takes it away.' }),
  signingCertificate: z
    .string()
    .max(5500)
    .nullish()
    .meta({ description: 'PEM of the certificate the signature was made with; null takes it away.' }),
  archived: z.boolean().optional().meta({ description: 'true takes it out of use.', example: false }),
})

export const firmwareUpdateSchema = z
  .object({
    id: idField('update'),
    stage: z.enum(UPDATE_STAGES).meta({ example: 'installed' }),
    status: z.string().nullable().meta({ description: "The station's last word.", example: 'Installed' }),
    error: z.string().nullable(),
    fromVersion: z.string().nullable().meta({ example: '4.1.0' }),
    toVersion: z.string().meta({ example: '4.2.1' }),
    campaignId: idField('campaign').nullable(),
    createdAt: instantField('When it was planned.'),
    askedAt: instantField('When the station was asked.').nullable(),
    endedAt: instantField('When it came to an end.').nullable(),
  })
  .meta({ id: 'FirmwareUpdate' })
