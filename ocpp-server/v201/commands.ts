import type { OCPP20 } from 'typed-ocpp'
import type { Command } from '../../lib/commands/command'
import { requestIdOf } from '../../lib/commands/confirm-command'
import type { ClaimedCommand } from '../../lib/commands/mutations/settle-command'
import type { Said } from '../schemas/lenient'
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
import { instanceOf } from './notify-report'
import { variableKey } from './variable-key'

/** Stations must take at least this many in one message (DeviceDataCtrlr.ItemsPerMessage is seldom lower). */
const ITEMS_PER_CALL = 10

/** Our kinds of token under 2.0.1's names. A station compares kind and value, so a card must be called a card. */
const TOKEN_TYPES: Readonly<Record<string, string>> = {
  rfid: 'ISO14443',
  app: 'Central',
  emaid: 'eMAID',
  mac: 'MacAddress',
  'key-code': 'KeyCode',
  central: 'Central',
  local: 'Local',
}

const REPORTS = { configuration: 'ConfigurationInventory', full: 'FullInventory', summary: 'SummaryInventory' } as const

/** Our command as OCPP 2.0.1 calls. @throws CannotSend */
export async function runCommand201(claimed: ClaimedCommand, tools: CommandTools): Promise<Answered> {
  const { command, id } = claimed
  switch (command.type) {
    case 'start':
      return toBeProven(await tools.call('RequestStartTransaction', startOf(claimed, command)))
    case 'stop':
      return toBeProven(await tools.call('RequestStopTransaction', { transactionId: claimed.transactionId }))
    case 'reset': {
      const type = command.kind === 'hard' ? 'Immediate' : 'OnIdle'
      return toBeProven(await tools.call('Reset', { type, ...(command.evseId && { evseId: command.evseId }) }))
    }
    case 'unlock': {
      const place = { evseId: command.evseId, connectorId: command.connectorId ?? 1 }
      return proven(await tools.call('UnlockConnector', place))
    }
    case 'change-availability':
      return toBeProven(await tools.call('ChangeAvailability', availabilityOf(command)))
    case 'clear-cache':
      return proven(await tools.call('ClearCache', {}))
    case 'get-configuration':
      return command.keys?.length ? getVariables(command.keys, tools) : report(id, 'configuration', tools)
    case 'get-report':
      return report(id, command.base, tools)
    case 'set-configuration':
      return setVariables(command.values, tools)
    case 'trigger':
      return toBeProven(await tools.call('TriggerMessage', triggerOf(command)))
    case 'ocpp':
      return rawCall(command, tools)
  }
}

function startOf({ id, tokenType }: ClaimedCommand, { evseId, token }: Extract<Command, { type: 'start' }>) {
  const type = TOKEN_TYPES[tokenType ?? 'rfid'] ?? 'ISO14443'
  return { evseId, remoteStartId: requestIdOf(id), idToken: { idToken: token, type } }
}

function availabilityOf({ operative, evseId, connectorId }: Extract<Command, { type: 'change-availability' }>) {
  const operationalStatus = operative ? 'Operative' : 'Inoperative'
  if (evseId === undefined) return { operationalStatus }
  return { operationalStatus, evse: { id: evseId, ...(connectorId && { connectorId }) } }
}

function triggerOf({ message, evseId }: Extract<Command, { type: 'trigger' }>) {
  const requestedMessage = message === 'DiagnosticsStatusNotification' ? 'LogStatusNotification' : message
  if (evseId === undefined) return { requestedMessage }
  // A status is a connector's, so the connector must be named (F06.FR.12).
  const evse = message === 'StatusNotification' ? { id: evseId, connectorId: 1 } : { id: evseId }
  return { requestedMessage, evse }
}

async function report(id: bigint, base: keyof typeof REPORTS, tools: CommandTools): Promise<Answered> {
  return toBeProven(await tools.call('GetBaseReport', { requestId: requestIdOf(id), reportBase: REPORTS[base] }))
}

type VariableResult = Said<OCPP20.GetVariablesResponse['getVariableResult'][number]>

async function getVariables(keys: readonly string[], tools: CommandTools): Promise<Answered> {
  const results: VariableResult[] = []
  for (const batch of batches(keys.map(variableKey), ITEMS_PER_CALL)) {
    const answer = await tools.call('GetVariables', { getVariableData: batch })
    const got = (answer.getVariableResult ?? []) as readonly VariableResult[]
    results.push(...got)
    await tools.keep(
      got.filter(({ attributeStatus }) => attributeStatus === 'Accepted').flatMap((one) => storedValue(one)),
    )
  }
  return proven({ getVariableResult: results })
}

async function setVariables(values: readonly { key: string; value: string }[], tools: CommandTools): Promise<Answered> {
  const results: { key: string; status: string }[] = []
  const wanted = values.map(({ key, value }) => ({ key, data: { ...variableKey(key), attributeValue: value } }))
  for (const batch of batches(wanted, ITEMS_PER_CALL)) {
    const answer = await tools.call('SetVariables', { setVariableData: batch.map(({ data }) => data) })
    const got = (answer.setVariableResult ?? []) as readonly VariableResult[]
    if (got.length !== batch.length)
      throw new CannotSend(`The station answered ${got.length} of ${batch.length} values.`)
    for (const [index, { key, data }] of batch.entries()) {
      const status = got[index]!.attributeStatus ?? 'Rejected'
      results.push({ key, status })
      if (status === 'Accepted') await tools.keep(storedValue({ ...data }))
    }
    await adoptPassword(
      batch.map(({ data }) => data),
      got,
      tools,
    )
  }
  return proven(summary(results))
}

async function rawCall(
  { action, payload }: Extract<Command, { type: 'ocpp' }>,
  tools: CommandTools,
): Promise<Answered> {
  const answer = await tools.call(action, payload)
  if (action === 'SetVariables') {
    const wanted = payload.setVariableData as readonly VariableResult[]
    await adoptPassword(wanted, (answer.setVariableResult ?? []) as readonly VariableResult[], tools)
  }
  return proven(answer)
}

async function adoptPassword(wanted: readonly VariableResult[], got: readonly VariableResult[], tools: CommandTools) {
  for (const [index, { component, variable, attributeValue }] of wanted.entries()) {
    const name = `${component?.name}.${variable?.name}`.toLowerCase()
    const isPassword = name === 'securityctrlr.basicauthpassword' && attributeValue !== undefined
    if (isPassword && isTaken(got[index]?.attributeStatus)) await tools.adoptPassword(attributeValue)
  }
}

function storedValue({ component, variable, attributeType, attributeValue }: VariableResult) {
  if (component?.name === undefined || variable?.name === undefined) return []
  return [
    {
      component: component.name,
      instance: instanceOf(component.instance, variable.instance),
      evseNumber: component.evse?.id ?? 0,
      key: variable.name,
      attribute: attributeType ?? 'Actual',
      value: attributeValue ?? null,
      readonly: false,
    },
  ]
}
