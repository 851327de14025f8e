import { describe, expect, test } from 'vitest'
import type { Command } from './command'
import type { StationFact } from './confirm-command'
import { failureSaid, fileProofAwaitedMs, isFileProof } from './file-proof'
import { type Problem, problem } from './problem'

const update: Command = { type: 'update-firmware', firmwareId: '3', signed: false }
const publish: Command = { type: 'publish-firmware', firmwareId: '3' }
const log: Command = { type: 'get-log', log: 'diagnostics' }
const said = (kind: 'firmware' | 'log' | 'firmware-published', status: string, requestId: number | null = 88) =>
  ({ kind, status, requestId }) as StationFact

describe('F-12, F-21 what proves a transfer', () => {
  test.each<[string, Command, StationFact, boolean]>([
    ['installed', update, said('firmware', 'Installed'), true],
    ['installed, without saying for whom (1.6)', update, said('firmware', 'Installed', null), true],
    ['another update installed', update, said('firmware', 'Installed', 87), false],
    ['downloaded is not installed', update, said('firmware', 'Downloaded'), false],
    ['published', publish, said('firmware-published', 'Published'), true],
    ['installed is not published', publish, said('firmware', 'Installed'), false],
    ['the log is here', log, { kind: 'log-received', commandId: 88n }, true],
    ['another log is here', log, { kind: 'log-received', commandId: 87n }, false],
    ['uploaded', log, said('log', 'Uploaded'), true],
    ['uploading', log, said('log', 'Uploading'), false],
    ['a reset by none of these', { type: 'reset', kind: 'soft' }, said('log', 'Uploaded'), false],
  ])('%s', (_name, command, fact, expected) => {
    expect(isFileProof({ id: 88n, command }, fact)).toBe(expected)
  })

  test.each<[string, Command, StationFact, Problem | null]>([
    [
      'the download failed',
      update,
      said('firmware', 'DownloadFailed'),
      problem('said-failed', { status: 'DownloadFailed' }),
    ],
    ['it may try again', { ...update, retries: 2 }, said('firmware', 'DownloadFailed'), null],
    [
      'a wrong signature is the end',
      { ...update, retries: 2 },
      said('firmware', 'InvalidSignature'),
      problem('said-failed', { status: 'InvalidSignature' }),
    ],
    ['another’s failure', update, said('firmware', 'DownloadFailed', 87), null],
    [
      'the upload failed (1.6)',
      log,
      said('log', 'UploadFailed', null),
      problem('said-failed', { status: 'UploadFailed' }),
    ],
    [
      'given up for a later one',
      log,
      said('log', 'AcceptedCanceled'),
      problem('said-failed', { status: 'AcceptedCanceled' }),
    ],
    ['going on', log, said('log', 'Uploading'), null],
    [
      'a wrong checksum',
      publish,
      said('firmware-published', 'InvalidChecksum'),
      problem('said-failed', { status: 'InvalidChecksum' }),
    ],
    ['not about files', { type: 'clear-cache' }, said('log', 'UploadFailed'), null],
  ])('comes to nothing: %s', (_name, command, fact, expected) => {
    expect(failureSaid({ id: 88n, command }, fact)).toEqual(expected)
  })

  test('firmware is waited for from the time it was told to', () => {
    const now = Date.parse('2026-11-20T12:00:00Z')
    const hours = (command: Command) => fileProofAwaitedMs(command, now) / 3_600_000
    expect(hours(update)).toBe(24)
    expect(hours({ ...update, retrieveAt: '2026-11-20T22:00:00Z', installAt: '2026-11-21T02:00:00Z' })).toBe(38)
    expect(hours(log)).toBe(2)
    expect(hours({ type: 'clear-cache' })).toBe(0)
  })
})
