import { type Problem, problem } from '../commands/problem'
import { quirksOf, type StationKind } from './vendor-quirks'

/** Keys and variables whose value is a list of measurands: 1.6 key, 2.x "Component.Variable". */
const MEASURANDS =
  /^(MeterValuesSampledData|MeterValuesAlignedData|StopTxnSampledData|StopTxnAlignedData|(SampledDataCtrlr|AlignedDataCtrlr)[./](Measurands|Tx\w*Measurands))$/i
/** Seconds between two meter values. */
const SAMPLE_INTERVAL = /^(MeterValueSampleInterval|SampledDataCtrlr[./]TxUpdatedInterval)$/i

/**
 * Why setting this value would do this kind of station harm; null when it would not. SPEC D-30.
 */
export function harmOfValue(kind: StationKind, key: string, value: string): Problem | null {
  const { onlyMeasurands, noMeasurands, leastSampleSeconds } = quirksOf(kind)
  const name = key.trim()
  if (MEASURANDS.test(name)) {
    const asked = value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
    const refused = asked.filter(
      (word) => (onlyMeasurands && !onlyMeasurands.includes(word)) || noMeasurands?.includes(word),
    )
    if (refused.length > 0) return problem('harmful-measurands', { measurands: refused.join(', ') })
  }
  const seconds = Number(value)
  if (leastSampleSeconds !== undefined && SAMPLE_INTERVAL.test(name) && seconds > 0 && seconds < leastSampleSeconds)
    return problem('harmful-interval', { seconds: leastSampleSeconds })
  return null
}
