import { z } from 'zod'
import { id, instant } from './fields'

/** How often a station tries again when a transfer fails, and how long it waits in between. Left out: as the station sees fit. */
const trying = {
  retries: z.number().int().min(0).max(10).optional(),
  retryIntervalSeconds: z.number().int().min(10).max(86_400).optional(),
}

/** ftp: over the operator's FTP server. Left out: http, unless the station has said that it knows FTP only. */
const over = z.enum(['http', 'ftp']).optional()

/** Firmware to a station, logs from it. Addresses are made when the command is sent: each is secret and for this command alone. */
export const files = [
  z.object({
    type: z.literal('update-firmware'),
    /** Of the repository. */
    firmwareId: id,
    /** With signature and signing certificate, which the station checks before it installs. */
    signed: z.boolean().default(false),
    retrieveAt: instant.optional(),
    installAt: instant.optional(),
    over,
    ...trying,
    /** The row of a campaign this carries out; set by the campaign. */
    updateId: id.optional(),
  }),
  z.object({ type: z.literal('publish-firmware'), firmwareId: id, ...trying }),
  z.object({ type: z.literal('unpublish-firmware'), firmwareId: id }),
  z.object({
    type: z.literal('get-log'),
    /** data-collector: OCPP 2.1 only. */
    log: z.enum(['diagnostics', 'security', 'data-collector']),
    from: instant.optional(),
    to: instant.optional(),
    over,
    ...trying,
  }),
] as const
