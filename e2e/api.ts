import { expect } from '@playwright/test'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a third party reads what the document promises, not our types
  readonly body: any
}

/** The REST API as an outsider uses it: every answer is held to the OpenAPI document that the running house publishes. */
export class Api {
  #document: Promise<{ ajv: Ajv2020; paths: Record<string, Record<string, unknown>> }> | undefined
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor(
    readonly origin: string,
    readonly key: string | null,
  ) {}

  /** The same API with another key, or none. */
  as(key: string | null): Api {
    return new Api(this.origin, key)
  }

  get = (path: string) => this.ask('GET', path)
  post = (path: string, body?: unknown) => this.ask('POST', path, body)
  patch = (path: string, body: unknown) => this.ask('PATCH', path, body)

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.origin}/api/v1${path}`, {
      method,
      headers: this.key === null ? {} : { authorization: `Bearer ${this.key}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    const read = text === '' ? undefined : JSON.parse(text)
    await this.#holdToDocument(method, path, answer, read)
    return { status: answer.status, headers: answer.headers, body: read }
  }

  async #holdToDocument(method: string, path: string, answer: Response, body: unknown): Promise<void> {
    this.#document ??= this.#readDocument()
    const { ajv, paths } = await this.#document
    const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
    const template = Object.keys(paths).find((known) => fits(known, path))
    if (template === undefined || !(method.toLowerCase() in (paths[template] ?? {}))) return
    const place = isProblem
      ? '#/components/responses/Problem/content/application~1problem+json/schema'
      : `#/paths/${template.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method.toLowerCase()}/responses/${answer.status}/content/application~1json/schema`
    const check = this.#compiled.get(place) ?? ajv.compile({ $ref: `api${place}` })
    this.#compiled.set(place, check)
    expect(check(body), `${method} ${path} → ${answer.status}: ${ajv.errorsText(check.errors)}`).toBe(true)
  }

  async #readDocument() {
    const document = await (await fetch(`${this.origin}/api/v1/openapi.json`)).json()
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema(document, 'api')
    return { ajv, paths: document.paths }
  }
}

function fits(template: string, path: string): boolean {
  const parts = template.split('/')
  const segments = (path.split('?')[0] ?? '').split('/')
  return (
    parts.length === segments.length && parts.every((part, index) => part.startsWith('{') || part === segments[index])
  )
}
