import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1')
/** An empty variable means the same as an absent one. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const ftpAddress = z.url({ protocol: /^ftps?$/ })

/** Every setting of every process; `.env.example` documents them and a test holds the two together. */
const settings = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  OCPP_PORT: port.default(9000),
  OCPP_TLS_PORT: optional(port),
  OCPP_TLS_CERT: optional(z.string()),
  OCPP_TLS_KEY: optional(z.string()),
  OCPP_TLS_HOSTS: optional(z.string()),
  OCPP_TLS_URL: optional(z.url({ protocol: /^wss$/ })),
  OCPP_MESSAGES_PER_SECOND: z.coerce.number().int().min(1).max(100_000).default(100),
  OCPP_MESSAGES_PER_ADDRESS: z.coerce.number().int().min(1).max(10_000_000).default(50_000),
  OCPP_SOCKETS_PER_ADDRESS: z.coerce.number().int().min(1).max(1_000_000).default(20_000),
  OCSP_HOSTS: optional(z.string()),
  CONTRACT_POOL_URL: optional(z.url({ protocol: /^https?$/ })),
  CONTRACT_POOL_TOKEN: optional(z.string()),
  VAT_REGISTER_URL: optional(
    z
      .url({ protocol: /^https?$/ })
      .refine((url) => url.includes('{country}') && url.includes('{number}'), 'must have {country} and {number} in it'),
  ),
  SPOT_PRICE_URL: z.url({ protocol: /^https?$/ }).default('https://web-api.tp.entsoe.eu/api'),
  SPOT_PRICE_TOKEN: optional(z.string().min(8).max(200)),
  PUBLIC_URL: optional(z.url()),
  DATA_DIR: z.string().min(1).default('.laddvakt'),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres://')),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  ADMIN_EMAIL: optional(z.email()),
  ADMIN_PASSWORD: optional(z.string().min(10, 'must be at least 10 characters')),
  BOOTSTRAP_API_KEY: optional(z.string().min(24, 'must be at least 24 characters')),
  UNKNOWN_STATIONS: z.enum(['pending', 'accept', 'reject']).default('pending'),
  NEXTAUTH_SECRET: optional(z.string().min(32, 'must be at least 32 characters')),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  HEARTBEAT_INTERVAL_SECONDS: z.coerce.number().int().min(10).max(86_400).default(300),
  PING_INTERVAL_SECONDS: z.coerce.number().int().min(1).max(3600).default(30),
  COST_UPDATE_SECONDS: z.coerce.number().int().min(0).max(3600).default(60),
  CALL_TIMEOUT_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  FILES_URL: optional(z.url({ protocol: /^https?$/ })),
  FTP_URL: optional(ftpAddress),
  FTP_STATION_URL: optional(ftpAddress),
  UPLOAD_MAX_MIB: z.coerce.number().int().min(1).max(4096).default(100),
  FIRMWARE_MAX_MIB: z.coerce.number().int().min(1).max(4096).default(512),
  FILE_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(180),
  CONFIGURATION_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(730),
  WORKER_AUDIT_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(180),
  MESSAGE_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(60),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  SMTP_FROM: optional(
    z.string().regex(/^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'must be an e-mail address'),
  ),
  VAPID_PRIVATE_KEY: optional(z.string().regex(/^[\w-]{43}$/, 'must be 32 bytes as base64url')),
  SMS_URL: optional(z.url({ protocol: /^https?$/ })),
  SMS_AUTHORIZATION: optional(z.string()),
  SMS_FROM: z.string().min(1).max(15).default('Laddvakt'),
  SMS_BODY: z.enum(['form', 'json']).default('form'),
  SMS_FIELDS: z
    .string()
    .regex(/^\w+,\w+,\w+$/, 'must be three names separated by commas')
    .default('from,to,message'),
  PUBLIC_STATION_PAGES: flag.default(true),
  STRIPE_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.stripe.com'),
  SWISH_API_URL: z.url({ protocol: /^https$/ }).default('https://cpc.getswish.net'),
  PRIVATE_HOSTS: optional(z.string()),
  NOTICE_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(180),
  MAP_STYLE_URL: optional(z.url()),
  TRUST_PROXY: flag.default(false),
  DEMO: flag.default(false),
})
export type Env = Omit<z.infer<typeof settings>, 'DATABASE_URL'> & { readonly DATABASE_URL: string | undefined }

/** @throws Error one sentence that names every setting that is wrong */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = settings.safeParse(source)
  if (parsed.success) return parsed.data as Env
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw new Error(`Bad settings: ${faults.join('; ')}.`)
}

let parsed: Env | undefined

/** The process's settings, read once. The only reader of process.env. */
export function env(): Env {
  parsed ??= parseEnv(process.env)
  return parsed
}
