import { DAY_MS } from '../../kernel/time'
import { defineRule, WHOLE } from './rule'

/** OCPP 1.6 FirmwareStatus and security whitepaper, 2.0.1 FirmwareStatusEnumType. */
const FIRMWARE_FAILED = new Set([
  'DownloadFailed',
  'InstallationFailed',
  'InstallVerificationFailed',
  'InvalidSignature',
  'InvalidCertificate',
  'RevokedCertificate',
])
/** 1.6 DiagnosticsStatus UploadFailed, 2.0.1 UploadLogStatusEnumType. */
const LOG_FAILED = new Set(['UploadFailed', 'UploadFailure', 'BadMessage', 'NotSupportedOperation', 'PermissionDenied'])

const failed = (
  name: 'firmware-failed' | 'log-failed',
  what: 'firmware' | 'log',
  words: ReadonlySet<string>,
  severity: number,
) =>
  defineRule({
    name,
    needs: [what],
    needsLink: false,
    thresholds: { forget: { unit: 'days', usual: what === 'firmware' ? 30 : 3, min: 1, max: 365 } },
    see(memory, { forget }, { now }) {
      const said = memory[what]
      if (said === null || !words.has(said.name) || said.since <= now - forget * DAY_MS) return []
      return [{ place: WHOLE, since: said.since, holdMs: 0, clearMs: 0, severity, evidence: { status: said.name } }]
    },
    lookAgainAt(memory, { forget }, { now }) {
      const ends = (memory[what]?.since ?? 0) + forget * DAY_MS
      return memory[what] !== null && ends > now ? ends : null
    },
  })

/** An update came to nothing: the station still runs what it ran. Over when it goes on to something else. */
export const firmwareFailed = failed('firmware-failed', 'firmware', FIRMWARE_FAILED, 5)

/** A log or diagnostics file did not reach us. */
export const logFailed = failed('log-failed', 'log', LOG_FAILED, 7)
