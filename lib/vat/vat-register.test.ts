import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { httpVatRegister } from './vat-register'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A register that says one thing to everybody. @returns its template, and the paths it was asked */
async function aRegister(status: number, body: string) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return { template: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{country}/vat/{number}`, asked }
}

const said = (over: object) =>
  JSON.stringify({ isValid: true, name: 'Åkeri AB', address: 'STORGATAN 1\n222 22 LUND', ...over })

test.each([
  [
    'a company',
    200,
    said({}),
    { isValid: true, company: { name: 'Åkeri AB', address1: 'STORGATAN 1', city: '222 22 LUND', country: 'SE' } },
  ],
  ['a company that is not told', 200, said({ name: '---', address: '---' }), { isValid: true, company: null }],
  ['nobody', 200, said({ isValid: false }), { isValid: false, company: null }],
  ['something else', 200, '{"userError":"MS_UNAVAILABLE"}', null],
  ['no JSON', 200, 'sorry', null],
  ['an error', 503, '{}', null],
] as const)('a register that answers %s', async (_name, status, body, standing) => {
  const { template, asked } = await aRegister(status, body)
  expect(await httpVatRegister(template).ask('SE 556703-7485 01')).toEqual(standing)
  expect(asked).toEqual(['/SE/vat/556703748501'])
})

test('a register that cannot be reached', async () => {
  expect(await httpVatRegister('http://127.0.0.1:1/{country}/{number}').ask('SE556703748501')).toBeNull()
})
