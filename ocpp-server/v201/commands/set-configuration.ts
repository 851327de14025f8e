import { harmOfValue } from '../../../lib/stations/harm-of-value'
import { CannotSend, type CommandRun, type CommandTools, isTaken, proven, summary } from '../../station-answer'
import { inBatches } from '../in-batches'
import { variableKey } from '../variable-key'
import { storedValue, type VariableResult } from '../variable-value'

export const setConfiguration: CommandRun<'set-configuration'> = async ({ command: { values } }, tools) => {
  const results: { key: string; status: string }[] = []
  const wanted = values.map(({ key, value, attribute }) => {
    const harm = harmOfValue(tools.station.live, key, value)
    if (harm !== null) throw CannotSend.because(harm)
    const data = { ...variableKey(key), ...(attribute && { attributeType: attribute }), attributeValue: value }
    return { key, data }
  })
  async function set(batch: typeof wanted) {
    const data = batch.map((one) => one.data)
    const answer = await tools.call('SetVariables', { setVariableData: data })
    const got = (answer.setVariableResult ?? []) as readonly VariableResult[]
    for (const [index, { key, data }] of batch.entries()) {
      const status = got[index]?.attributeStatus ?? 'NoAnswer'
      results.push({ key, status })
      if (status === 'Accepted') await tools.keep(storedValue({ ...data }))
    }
    await adoptPassword(data, got, tools)
  }
  await inBatches(
    'SetVariables',
    wanted,
    tools,
    (batch) => set([...batch]),
    () => summary(results),
  )
  return proven(summary(results))
}

/** A BasicAuthPassword the station has taken is the one it must offer from then on. */
export async function adoptPassword(
  wanted: readonly VariableResult[],
  got: readonly VariableResult[],
  tools: CommandTools,
): Promise<void> {
  for (const [index, { component, variable, attributeValue }] of wanted.entries()) {
    const name = `${component?.name}.${variable?.name}`.toLowerCase()
    const isPassword = name === 'securityctrlr.basicauthpassword' && attributeValue !== undefined
    if (isPassword && isTaken(got[index]?.attributeStatus)) await tools.adoptPassword(attributeValue)
  }
}
