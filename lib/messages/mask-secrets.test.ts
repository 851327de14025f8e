import { expect, test } from 'vitest'
import { maskSecrets } from './mask-secrets'

test.each([
  [
    { key: 'AuthorizationKey', value: 'abcd1234' },
    { key: 'AuthorizationKey', value: '••••••' },
  ],
  [
    {
      setVariableData: [
        { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' }, attributeValue: 'geheim' },
      ],
    },
    {
      setVariableData: [
        { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' }, attributeValue: '••••••' },
      ],
    },
  ],
  [
    {
      configurationKey: [
        { key: 'authorizationkey', readonly: false, value: 'x' },
        { key: 'HeartbeatInterval', value: '30' },
      ],
    },
    {
      configurationKey: [
        { key: 'authorizationkey', readonly: false, value: '••••••' },
        { key: 'HeartbeatInterval', value: '30' },
      ],
    },
  ],
  [
    { connectionData: { password: 'x', ocppCsmsUrl: 'ws://h' } },
    { connectionData: { password: '••••••', ocppCsmsUrl: 'ws://h' } },
  ],
])('masks the secret and nothing else: %j', (payload, masked) => {
  expect(JSON.parse(maskSecrets(JSON.stringify(payload)))).toEqual(masked)
})

test('text without a secret is returned untouched', () => {
  const text = '{"idTag":"04AB"}'
  expect(maskSecrets(text)).toBe(text)
})

test('an unreadable text that names a secret is not kept', () => {
  expect(maskSecrets('[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"abc"')).toBe('••••••')
})
