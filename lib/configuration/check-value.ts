/** What a value may be, as far as is known. */
export interface ValueKind {
  /** string decimal integer dateTime boolean OptionList SequenceList MemberList; null: not known. */
  readonly dataType: string | null
  readonly minLimit: number | null
  readonly maxLimit: number | null
  readonly valuesList: readonly string[] | null
}

export type ValueProblem = 'number' | 'whole-number' | 'too-small' | 'too-large' | 'not-in-list' | 'time'

/** What is wrong with a value before it is sent; null: nothing that we know of. The station has the last word. */
export function checkValue(
  { dataType, minLimit, maxLimit, valuesList }: ValueKind,
  value: string,
): ValueProblem | null {
  const text = value.trim()
  switch (dataType) {
    case 'integer':
    case 'decimal': {
      const number = Number(text)
      if (text === '' || !Number.isFinite(number)) return 'number'
      if (dataType === 'integer' && !Number.isInteger(number)) return 'whole-number'
      if (minLimit !== null && number < minLimit) return 'too-small'
      return maxLimit !== null && number > maxLimit ? 'too-large' : null
    }
    case 'dateTime':
      return Number.isNaN(Date.parse(text)) ? 'time' : null
    case 'OptionList':
      return valuesList !== null && !valuesList.includes(text) ? 'not-in-list' : null
    case 'MemberList':
    case 'SequenceList':
      return valuesList !== null && !itemsOf(text).every((item) => valuesList.includes(item)) ? 'not-in-list' : null
    default:
      return maxLimit !== null && dataType === 'string' && value.length > maxLimit ? 'too-large' : null
  }
}

/** The items of a comma-separated value. */
export const itemsOf = (value: string): readonly string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
