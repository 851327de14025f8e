import { z } from 'zod'
import { TIME_OF_DAY } from './window'

export const CAMPAIGN_STAGES = ['draft', 'running', 'paused', 'stopped', 'done'] as const
export type CampaignStage = (typeof CAMPAIGN_STAGES)[number]

const timeOfDay = z.string().regex(TIME_OF_DAY, 'not-a-time-of-day')
const bigId = z.union([
  z.bigint(),
  z
    .string()
    .regex(/^[1-9]\d{0,17}$/, 'is not an id')
    .transform(BigInt),
])

/** Which stations: a list, or all that fit (every condition given must hold). */
export const chooseStationsSchema = z.object({
  identities: z.array(z.string().trim().min(1).max(48)).max(20_000).optional(),
  siteIds: z.array(bigId).max(1000).optional(),
  vendor: z.string().trim().max(100).optional(),
  model: z.string().trim().max(100).optional(),
  /** What they run now. */
  version: z.string().trim().max(50).optional(),
})
export type ChooseStations = z.input<typeof chooseStationsSchema>

export const newCampaignSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    firmwareId: bigId,
    /** Stations asked at a time. */
    waveSize: z.number().int().min(1).max(1000),
    windowFrom: timeOfDay.nullish(),
    windowTo: timeOfDay.nullish(),
    stopAfterFailures: z.number().int().min(1).max(1000),
    isSigned: z.boolean().default(false),
    stations: chooseStationsSchema,
  })
  .refine(({ windowFrom, windowTo }) => (windowFrom == null) === (windowTo == null), {
    path: ['windowTo'],
    message: 'required',
  })
export type NewCampaign = z.input<typeof newCampaignSchema>
