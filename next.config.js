import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin('./i18n/request.ts')

/** @type {import('next').NextConfig} */
const config = {
  // Several builds of one tree (tests beside a running house) must not share their output.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  poweredByHeader: false,
  // A page that stays open for days learns by it that there is a newer one.
  env: { LADDVAKT_BUILD: Date.now().toString(36) },
  // Everything but the build's own files gets its headers from proxy.ts.
  headers: async () => [
    { source: '/_next/static/:path*', headers: [{ key: 'X-Content-Type-Options', value: 'nosniff' }] },
  ],
  // Types are checked once for the whole tree (npm test), not again at every start.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  // Native or self-loading packages: left to Node instead of being bundled.
  serverExternalPackages: [
    'pg',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@node-rs/argon2',
    'pino',
    'prom-client',
    'ajv',
    'pdfkit',
  ],
  experimental: {
    serverActions: {
      bodySizeLimit: '256kb',
      // Behind a proxy that names itself in Host, writes still come from the house's public address.
      allowedOrigins: process.env.PUBLIC_URL ? [new URL(process.env.PUBLIC_URL).host] : undefined,
    },
  },
}

export default withIntl(config)
