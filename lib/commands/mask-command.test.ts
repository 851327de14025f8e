import { expect, test } from 'vitest'
import type { Command } from './command'
import { maskCommand, maskForAudit } from './mask-command'

const MASK = '••••••'

test.each([
  ['AuthorizationKey', MASK],
  ['authorizationkey', MASK],
  ['SecurityCtrlr.BasicAuthPassword', MASK],
  ['SecurityCtrlr/BasicAuthPassword', MASK],
  ['WifiPassword', MASK],
  ['HeartbeatInterval', '300'],
])('%s', (key, value) => {
  const command: Command = { type: 'set-configuration', values: [{ key, value: '300' }] }
  expect(maskCommand(command)).toEqual({ type: 'set-configuration', values: [{ key, value }] })
})

test('raw calls', () => {
  const command: Command = {
    type: 'ocpp',
    action: 'ChangeConfiguration',
    payload: { key: 'AuthorizationKey', value: 'x' },
  }
  expect(maskCommand(command)).toEqual({ ...command, payload: { key: 'AuthorizationKey', value: MASK } })
})

test('the audit log does not give a card away', () => {
  expect(maskForAudit({ type: 'start', evseId: 1, token: '04A2B3C4D5E6F7' })).toMatchObject({ token: '04A2••••E6F7' })
  const expiresAt = '2026-11-20T18:00:00Z'
  const reserve = { type: 'reserve' as const, token: '04A2B3C4D5E6F7', groupToken: 'F00DF00DF00D', expiresAt }
  expect(maskForAudit(reserve)).toEqual({ ...reserve, token: '04A2••••E6F7', groupToken: 'F00D••••F00D' })
})
