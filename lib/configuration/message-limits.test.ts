import { describe, expect, test } from 'vitest'
import { messageLimits, NO_LIMIT, withinLimit } from './message-limits'

const items = (instance: string, value: string) => ({
  component: 'DeviceDataCtrlr',
  instance,
  key: 'ItemsPerMessage',
  value,
})

describe('D-4 what a station says of its messages', () => {
  test('items and bytes per action, and the keys of 1.6', () => {
    const limits = messageLimits([
      items('/GetVariables', '4'),
      { ...items('/GetVariables', '2000'), key: 'BytesPerMessage' },
      { component: '', instance: '', key: 'GetConfigurationMaxKeys', value: '12' },
    ])
    expect(limits.get('GetVariables')).toEqual({ items: 4, bytes: 2000 })
    expect(limits.get('GetConfiguration')).toEqual({ items: 12, bytes: null })
    expect(limits.get('SetVariables')).toBeUndefined()
  })

  test.each(['0', '-1', 'many', '', '1.5'])('%j limits nothing', (value) => {
    expect(messageLimits([items('/GetVariables', value)]).size).toBe(0)
  })
})

describe('D-4 messages within the limit', () => {
  const cut = (count: number, limit: { items: number | null; bytes: number | null }) =>
    [
      ...withinLimit(
        Array.from({ length: count }, (_, index) => ({ n: index })),
        limit,
        10,
      ),
    ].map(({ length }) => length)

  test.each([
    [0, NO_LIMIT, []],
    [25, NO_LIMIT, [10, 10, 5]],
    [5, { items: 2, bytes: null }, [2, 2, 1]],
    [30, { items: 50, bytes: null }, [30]],
    // {"n":0} and its comma are 8 bytes; 90 for the frame
    [5, { items: null, bytes: 106 }, [2, 2, 1]],
    [3, { items: null, bytes: 1 }, [1, 1, 1]],
  ])('%i items, %j', (count, limit, sizes) => {
    expect(cut(count, limit)).toEqual(sizes)
  })
})
