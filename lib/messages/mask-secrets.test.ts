import { expect, test } from 'vitest'
import { maskSecrets } from './mask-secrets'

test.each([
  [
    { key: 'Wifi.Password2', value: 'abcd1234' },
    { key: 'Wifi.Password2', value: '••••••' },
  ],
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
  [
    {
      connectionData: {
        apn: { apnPassword: 'p', simPin: 1234, apn: 'net' },
        vpn: { key: 'k', password: 'p', server: 's' },
      },
    },
    {
      connectionData: {
        apn: { apnPassword: '••••••', simPin: '••••••', apn: 'net' },
        vpn: { key: '••••••', password: '••••••', server: 's' },
      },
    },
  ],
  [
    { location: 'ftp://user:geheim@host/logs', retries: 1 },
    { location: 'ftp://user:••••••@host/logs', retries: 1 },
  ],
  [
    { location: 'https://cs.example.com/files/abcdefghijklmnopqrstuvwxyz012345/fw.bin' },
    { location: 'https://cs.example.com/files/••••••/fw.bin' },
  ],
  [
    { ocppCsmsUrl: 'wss://me@host/ocpp', contact: 'a@b.se' },
    { ocppCsmsUrl: 'wss://me@host/ocpp', contact: 'a@b.se' },
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

test.each([
  [
    'the secret of a file’s address',
    '{"location":"https://h:9000/files/abcdefghijklmnopqrstuvwxyz-_0123/fw.bin"}',
    '{"location":"https://h:9000/files/••••••/fw.bin"}',
  ],
  [
    'a password in an address',
    '{"location":"ftp://user:secret@host/logs"}',
    '{"location":"ftp://user:••••••@host/logs"}',
  ],
  ['another address', '{"location":"https://h:9000/files/readme"}', '{"location":"https://h:9000/files/readme"}'],
])('F-5 nobody fetches with what the log shows: %s', (_word, text, masked) => {
  expect(maskSecrets(text)).toBe(masked)
})
