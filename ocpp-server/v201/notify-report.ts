import type { OCPP20 } from 'typed-ocpp'
import { type ReportKept, recordCommandReports } from '../../lib/commands/mutations/record-command-reports'
import { instanceOf } from '../../lib/configuration/configuration-key'
import {
  type Characteristics,
  type ConfigurationSaid,
  type ConfigurationValueSaid,
  recordConfiguration,
} from '../../lib/configuration/mutations'
import type { Write } from '../../lib/db/coalesce'
import { placeNumber } from '../place'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'

type NotifyReport = Said<OCPP20.NotifyReportRequest>
type ReportData = NonNullable<NotifyReport['reportData']>[number]

/** SPEC B-9, D-2, D-3: one part of a report we asked for. It is whole, and the request done, when no part is missing. */
export const notifyReport: Route<NotifyReport> = {
  handle(payload, { station, receivedAt }) {
    const { requestId, reportData = [] } = payload
    const values: ConfigurationSaid = { stationId: station.id, values: reportData.flatMap(valuesIn), receivedAt }
    const part = requestId !== undefined && {
      stationId: station.id,
      requestId,
      action: 'NotifyReport',
      seqNo: payload.seqNo ?? 0,
      isLast: payload.tbc !== true,
      payload: { variables: reportData.length }, // the values have their own place
      receivedAt,
    }
    return {
      writes: [
        { writer: recordConfiguration, item: values } as Write,
        ...(part ? [{ writer: recordCommandReports, item: part } as Write] : []),
      ],
      answer: () => ({}),
      committed: ([, report]) => {
        const isWhole = (report as ReportKept | undefined)?.isWhole === true
        if (requestId !== undefined && isWhole) station.noticed({ kind: 'report-complete', requestId })
      },
    }
  },
}

function valuesIn({
  component,
  variable,
  variableAttribute,
  variableCharacteristics,
}: ReportData): ConfigurationValueSaid[] {
  const [name, key] = [component?.name, variable?.name]
  if (name === undefined || key === undefined) return []
  return (variableAttribute ?? []).map(({ type, value, mutability }) => ({
    component: name,
    instance: instanceOf(component?.instance, variable?.instance),
    evseNumber: placeNumber(component?.evse?.id) ?? 0,
    connectorNumber: placeNumber(component?.evse?.connectorId) ?? 0,
    key,
    attribute: type ?? 'Actual',
    value: value ?? null,
    readonly: mutability === 'ReadOnly',
    writeOnly: mutability === 'WriteOnly',
    ...characteristicsIn(variableCharacteristics),
  }))
}

const characteristicsIn = (said: ReportData['variableCharacteristics']): Characteristics =>
  said === undefined
    ? {}
    : {
        dataType: said.dataType,
        unit: said.unit,
        minLimit: said.minLimit,
        maxLimit: said.maxLimit,
        valuesList: said.valuesList,
        supportsMonitoring: said.supportsMonitoring,
      }
