import { batches, CannotSend, type CommandRun, type CommandTools, isTaken, proven, summary } from '../../station-answer'
import { variableKey } from '../variable-key'
import { ITEMS_PER_CALL, storedValue, type VariableResult } from '../variable-value'

export const setConfiguration: CommandRun<'set-configuration'> = async ({ command: { values } }, tools) => {
  const results: { key: string; status: string }[] = []
  const wanted = values.map(({ key, value }) => ({ key, data: { ...variableKey(key), attributeValue: value } }))
  for (const batch of batches(wanted, ITEMS_PER_CALL)) {
    const data = batch.map((one) => one.data)
    const answer = await tools.call('SetVariables', { setVariableData: data })
    const got = (answer.setVariableResult ?? []) as readonly VariableResult[]
    if (got.length !== batch.length)
      throw new CannotSend(`The station answered ${got.length} of ${batch.length} values.`)
    for (const [index, { key, data }] of batch.entries()) {
      const status = got[index]!.attributeStatus ?? 'Rejected'
      results.push({ key, status })
      if (status === 'Accepted') await tools.keep(storedValue({ ...data }))
    }
    await adoptPassword(data, got, tools)
  }
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
