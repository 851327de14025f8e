import { z } from 'zod'
import { CAMPAIGN_STAGES } from '@/lib/firmware/campaign'
import { STEERS } from '@/lib/firmware/mutations/steer-campaign'
import { UPDATE_STAGES } from '@/lib/firmware/update-stage'
import { idField, idInput, instantField, stationIdField } from './fields'

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day: write it as "22:00"')
  .meta({ description: "Time of day in the zone of each station's site.", example: '22:00' })

const count = z.int().meta({ example: 12 })

export const campaignSchema = z
  .object({
    id: idField('campaign'),
    name: z.string().meta({ example: 'Pro 4.2.1 in Skåne' }),
    stage: z.enum(CAMPAIGN_STAGES).meta({ example: 'running' }),
    firmwareId: idField('firmware'),
    isSigned: z.boolean(),
    waveSize: z.int().meta({ example: 10 }),
    window: z.object({ from: timeOfDay, to: timeOfDay }).nullable(),
    stopAfterFailures: z.int().meta({ example: 3 }),
    stopReason: z.string().nullable().meta({ description: 'people or failures.', example: null }),
    progress: z.object({
      stations: count,
      waiting: count,
      underWay: count,
      installed: count,
      failed: count,
      cancelled: count,
    }),
    createdAt: instantField('When it was made.'),
    startedAt: instantField('When it was started.').nullable(),
    endedAt: instantField('When it ended.').nullable(),
  })
  .meta({ id: 'FirmwareCampaign' })

export const campaignStationSchema = z
  .object({
    stationId: stationIdField,
    wave: z.int().meta({ example: 1 }),
    stage: z.enum(UPDATE_STAGES).meta({ example: 'downloading' }),
    status: z.string().nullable().meta({ example: 'Downloading' }),
    error: z.string().nullable(),
    fromVersion: z.string().nullable(),
    version: z.string().nullable().meta({ description: 'What it runs now.' }),
    endedAt: instantField('When it came to an end.').nullable(),
  })
  .meta({ id: 'FirmwareCampaignStation' })

export const newCampaignInput = z.object({
  name: z.string().trim().min(1).max(120).meta({ example: 'Pro 4.2.1 in Skåne' }),
  firmwareId: idInput('firmware'),
  waveSize: z.int().min(1).max(1000).meta({ description: 'Stations asked at a time.', example: 10 }),
  window: z.object({ from: timeOfDay, to: timeOfDay }).nullish().meta({ description: 'Left out: at any time.' }),
  stopAfterFailures: z.int().min(1).max(1000).meta({ example: 3 }),
  isSigned: z.boolean().default(false),
  stations: z
    .object({
      ids: z.array(stationIdField).max(20_000).optional(),
      siteIds: z.array(idInput('site')).max(1000).optional(),
      vendor: z.string().max(100).optional().meta({ example: 'Zaptec' }),
      model: z.string().max(100).optional().meta({ example: 'Pro' }),
      version: z.string().max(50).optional().meta({ description: 'What they run now.', example: '4.1.0' }),
    })
    .meta({ description: 'Accepted stations that fit every condition given.' }),
})

export const steerInput = z.object({
  do: z.enum(STEERS).meta({ description: 'Stations that have been asked go on by themselves.', example: 'start' }),
})
