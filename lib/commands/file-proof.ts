import type { Command } from './command'
import type { StationFact, WaitingCommand } from './confirm-command'
import { type Problem, problem } from './problem'
import { requestIdOf } from './request-id'

type About<Type extends Command['type']> = Extract<Command, { type: Type }>
type FileCommand = About<'update-firmware' | 'publish-firmware' | 'get-log'>

const isFileCommand = (command: Command): command is FileCommand =>
  command.type === 'update-firmware' || command.type === 'publish-firmware' || command.type === 'get-log'

/** 1.6 without the security extension names no request: the word is then about the oldest command that waits. */
const isAbout = (id: bigint, requestId: number | null) => requestId === null || requestId === requestIdOf(id)

/** New firmware that is installed, firmware that is published, a log that is here. */
export function isFileProof({ id, command }: WaitingCommand, fact: StationFact): boolean {
  switch (command.type) {
    case 'update-firmware':
      return fact.kind === 'firmware' && fact.status === 'Installed' && isAbout(id, fact.requestId)
    case 'publish-firmware':
      return fact.kind === 'firmware-published' && fact.status === 'Published' && isAbout(id, fact.requestId)
    case 'get-log':
      if (fact.kind === 'log-received') return fact.commandId === id
      return fact.kind === 'log' && fact.status === 'Uploaded' && isAbout(id, fact.requestId)
    default:
      return false
  }
}

const FAILED: Readonly<Record<FileCommand['type'], ReadonlySet<string>>> = {
  'update-firmware': new Set([
    'DownloadFailed',
    'InstallationFailed',
    'InstallVerificationFailed',
    'InvalidSignature',
    'InvalidCertificate',
    'RevokedCertificate',
  ]),
  'publish-firmware': new Set(['DownloadFailed', 'InvalidChecksum', 'PublishFailed']),
  'get-log': new Set([
    'UploadFailed', // DiagnosticsStatusNotification
    'UploadFailure', // LogStatusNotification
    'BadMessage',
    'NotSupportedOperation',
    'PermissionDenied',
    'AcceptedCanceled',
  ]),
}

/**
 * The station's own word that an accepted command came to nothing; null: this fact says no such thing. A failed transfer that the
 * station may still repeat is no end.
 */
export function failureSaid({ id, command }: WaitingCommand, fact: StationFact): Problem | null {
  if (!isFileCommand(command)) return null
  if (fact.kind !== KIND[command.type] || !isAbout(id, fact.requestId)) return null
  if (!FAILED[command.type].has(fact.status)) return null
  const mayRepeat = /^(Download|Upload)Fail/.test(fact.status) && (command.retries ?? 0) > 0
  return mayRepeat ? null : problem('said-failed', { status: fact.status })
}

const KIND = { 'update-firmware': 'firmware', 'publish-firmware': 'firmware-published', 'get-log': 'log' } as const

const HOUR_MS = 3_600_000

/**
 * How long the proof of a command may take, beyond the usual: firmware is fetched and installed when the station finds the time, at the
 * earliest when it was told to.
 */
export function fileProofAwaitedMs(command: Command, now: number): number {
  if (!isFileCommand(command)) return 0
  if (command.type === 'get-log') return 2 * HOUR_MS
  if (command.type === 'publish-firmware') return 12 * HOUR_MS
  const planned = [command.retrieveAt, command.installAt].map((at) => (at === undefined ? 0 : Date.parse(at) - now))
  return Math.max(0, ...planned) + 24 * HOUR_MS
}
