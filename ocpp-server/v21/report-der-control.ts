import { createHash } from 'node:crypto'
import type { OCPP21 } from 'typed-ocpp'
import { recordCommandReports } from '../../lib/commands/mutations/record-command-reports'
import type { Write } from '../../lib/db/coalesce'
import { type DerControlSaid, recordDerControls } from '../../lib/der-controls/mutations/record-der-controls'
import type { Inbound, Route } from '../route'
import { int32 } from '../said-number'
import { saidTime } from '../said-time'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

type Report = Said<OCPP21.ReportDERControlRequest>

/** SPEC V-26: its parts carry no number, so each is kept under what it holds; the last one proves the command. */
export const reportDerControl: Route<Report> = {
  handle(payload, message) {
    const { station, receivedAt } = message
    const requestId = need(int32(payload.requestId) ?? undefined, 'requestId')
    const controls = controlsOf(payload, message)
    const isLast = payload.tbc !== true
    const part = {
      stationId: station.id,
      requestId,
      action: 'ReportDERControl',
      seqNo: partNumber(controls),
      isLast,
      payload,
      receivedAt,
    }
    return {
      writes: [
        { writer: recordCommandReports, item: part } as Write,
        ...controls.map((item) => ({ writer: recordDerControls, item }) as Write),
      ],
      answer: () => ({}),
      committed: () => isLast && station.noticed({ kind: 'report-complete', requestId }),
    }
  },
}

/** Made from what the part lists, so that a part said again replaces itself. */
function partNumber(controls: readonly DerControlSaid[]): number {
  const names = controls.map(({ controlId, controlType }) => `${controlType} ${controlId}`).join('\n')
  return createHash('sha256').update(names).digest().readUInt32BE(0) >>> 1
}

/** A control as any of the report's lists carries it, with the setting under a name of its own. */
interface Listed {
  readonly id?: string
  readonly isDefault?: boolean
  readonly isSuperseded?: boolean
}
interface Setting {
  readonly startTime?: string
  readonly duration?: number
}

/** Where each list keeps its setting, and the type of control it lists; curves name their own. */
const LISTS = [
  ['enterService', 'enterService', 'EnterService'],
  ['fixedPFAbsorb', 'fixedPF', 'FixedPFAbsorb'],
  ['fixedPFInject', 'fixedPF', 'FixedPFInject'],
  ['fixedVar', 'fixedVar', 'FixedVar'],
  ['freqDroop', 'freqDroop', 'FreqDroop'],
  ['gradient', 'gradient', 'Gradients'],
  ['limitMaxDischarge', 'limitMaxDischarge', 'LimitMaxDischarge'],
] as const

function controlsOf(report: Report, message: Inbound): DerControlSaid[] {
  const curves = (report.curve ?? []).map((one) => control(one, one.curveType, one.curve, message))
  const others = LISTS.flatMap(([list, key, type]) =>
    (report[list] ?? []).map((one: Listed) =>
      control(one, type, (one as Readonly<Record<string, Setting>>)[key], message),
    ),
  )
  return [...curves, ...others].flatMap((said) => said ?? [])
}

function control(
  { id, isDefault, isSuperseded }: Listed,
  controlType: string | undefined,
  setting: Setting | undefined,
  { station, receivedAt }: Inbound,
): DerControlSaid | null {
  if (id === undefined || controlType === undefined || setting === undefined) return null
  const startAt = setting.startTime === undefined ? null : startOf(setting.startTime, receivedAt, station.clockZone)
  return {
    stationId: station.id,
    controlId: id,
    controlType,
    // What has no time of its own (entering service, gradients) always holds.
    isDefault: isDefault ?? true,
    isSuperseded: isSuperseded ?? false,
    startAt,
    durationSeconds: setting.duration ?? null,
    setting,
    seenAt: receivedAt,
  }
}

/** Unlike what has happened, what is scheduled may lie ahead. */
function startOf(said: string, receivedAt: Date, zone: string): Date | null {
  const { at, doubt } = saidTime(said, receivedAt, zone)
  if (doubt !== 'future') return doubt === null ? at : null
  const ahead = new Date(said)
  return Number.isNaN(ahead.getTime()) ? null : ahead
}
