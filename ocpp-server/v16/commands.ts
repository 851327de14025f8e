import type { Command } from '../../lib/commands/command'
import type { ClaimedCommand } from '../../lib/commands/mutations/settle-command'
import type { ConfigurationValueSaid } from '../../lib/configuration/mutations'
import {
  type Answered,
  batches,
  CannotSend,
  type CommandTools,
  isTaken,
  proven,
  summary,
  toBeProven,
} from '../station-answer'
import { standardKey } from './configuration-keys'

/** Every station takes this many keys in one GetConfiguration (GetConfigurationMaxKeys may allow more). */
const KEYS_PER_CALL = 20

/** Our command as OCPP 1.6 calls. An EVSE of ours is a connector there. @throws CannotSend */
export async function runCommand16({ command, transactionId }: ClaimedCommand, tools: CommandTools): Promise<Answered> {
  switch (command.type) {
    case 'start':
      return toBeProven(
        await tools.call('RemoteStartTransaction', { connectorId: command.evseId, idTag: command.token }),
      )
    case 'stop':
      return toBeProven(await tools.call('RemoteStopTransaction', { transactionId: Number(transactionId) }))
    case 'reset':
      if (command.evseId !== undefined) throw new CannotSend('OCPP 1.6 cannot reset one EVSE, only the whole station.')
      return toBeProven(await tools.call('Reset', { type: command.kind === 'hard' ? 'Hard' : 'Soft' }))
    case 'unlock':
      return proven(await tools.call('UnlockConnector', { connectorId: command.evseId }))
    case 'change-availability': {
      const type = command.operative ? 'Operative' : 'Inoperative'
      return toBeProven(await tools.call('ChangeAvailability', { connectorId: command.evseId ?? 0, type }))
    }
    case 'clear-cache':
      return proven(await tools.call('ClearCache', {}))
    case 'get-configuration':
      return getConfiguration(command.keys ?? [], tools)
    case 'get-report':
      return getConfiguration([], tools) // 1.6 knows no reports: everything is in the configuration.
    case 'set-configuration':
      return setConfiguration(command.values, tools)
    case 'trigger':
      return toBeProven(await tools.call('TriggerMessage', triggerOf(command)))
    case 'ocpp':
      return rawCall(command, tools)
  }
}

function triggerOf({ message, evseId }: Extract<Command, { type: 'trigger' }>) {
  if (message === 'TransactionEvent') throw new CannotSend('OCPP 1.6 has no TransactionEvent; ask for MeterValues.')
  const requestedMessage = message === 'LogStatusNotification' ? 'DiagnosticsStatusNotification' : message
  return evseId === undefined ? { requestedMessage } : { requestedMessage, connectorId: evseId }
}

async function getConfiguration(keys: readonly string[], tools: CommandTools): Promise<Answered> {
  const configurationKey: unknown[] = []
  const unknownKey: unknown[] = []
  const requests = keys.length === 0 ? [{}] : [...batches(keys, KEYS_PER_CALL)].map((key) => ({ key }))
  for (const request of requests) {
    const answer = await tools.call('GetConfiguration', request)
    configurationKey.push(...listIn(answer.configurationKey))
    unknownKey.push(...listIn(answer.unknownKey))
    await tools.keep(valuesIn(answer.configurationKey))
  }
  return proven({ configurationKey, unknownKey })
}

async function setConfiguration(
  values: readonly { key: string; value: string }[],
  tools: CommandTools,
): Promise<Answered> {
  const results: { key: string; status: string }[] = []
  for (const { key, value } of values) {
    const { status } = await tools.call('ChangeConfiguration', { key, value })
    results.push({ key, status: typeof status === 'string' ? status : 'Rejected' })
    if (status === 'Accepted') await tools.keep([configurationValue(key, value, false)])
    await adoptPassword(key, value, status, tools)
  }
  return proven(summary(results))
}

async function rawCall(
  { action, payload }: Extract<Command, { type: 'ocpp' }>,
  tools: CommandTools,
): Promise<Answered> {
  const answer = await tools.call(action, payload)
  if (action === 'GetConfiguration') await tools.keep(valuesIn(answer.configurationKey))
  if (action === 'ChangeConfiguration') await adoptPassword(payload.key, payload.value, answer.status, tools)
  return proven(answer)
}

async function adoptPassword(key: unknown, value: unknown, status: unknown, tools: CommandTools): Promise<void> {
  if (!isTaken(status) || standardKey(String(key)) !== 'AuthorizationKey') return
  await tools.adoptPassword(String(value))
}

interface KeyValue {
  readonly key?: string
  readonly value?: string
  readonly readonly?: boolean
}

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const valuesIn = (configurationKey: unknown): ConfigurationValueSaid[] =>
  (listIn(configurationKey) as readonly KeyValue[]).flatMap(({ key, value, readonly }) =>
    key === undefined ? [] : [configurationValue(key, value ?? null, readonly ?? false)],
  )

const configurationValue = (key: string, value: string | null, readonly: boolean): ConfigurationValueSaid => ({
  component: '',
  instance: '',
  evseNumber: 0,
  key: standardKey(key),
  attribute: 'Actual',
  value,
  readonly,
})
