import { z } from 'zod'
import type { Actor } from '@/lib/access/actor'
import { createSite, editSite } from '@/lib/sites/mutations'
import { getSite, listSites, type Site } from '@/lib/sites/queries'
import { operation } from '../operation'
import { idInput, listOf, pageOf, pageQuery } from '../schemas/fields'
import { newSiteSchema, siteChangeSchema, siteSchema } from '../schemas/sites'

const params = z.object({ id: idInput('site') })

const shown = (site: Site) => ({
  id: String(site.id),
  name: site.name,
  address: site.address,
  postalCode: site.postalCode,
  city: site.city,
  country: site.country,
  latitude: site.latitude,
  longitude: site.longitude,
  timeZone: site.timeZone,
  priceArea: site.priceArea,
  fuseA: site.fuseA,
  tariffId: site.tariff === null ? null : String(site.tariff.id),
  hasPublicPages: site.hasPublicPages,
  stationCount: site.stationCount,
  createdAt: site.createdAt.toISOString(),
})

const siteNow = async (actor: Actor, id: bigint) => shown(await getSite(actor, id))

export const siteOperations = [
  operation({
    id: 'listSites',
    method: 'GET',
    path: '/sites',
    tag: 'Sites',
    summary: 'Sites by name',
    act: 'sites.read',
    query: z.object(pageQuery),
    status: 200,
    response: listOf(siteSchema),
    handler: async (actor, { query }) => pageOf(await listSites(actor, query), shown),
  }),
  operation({
    id: 'createSite',
    method: 'POST',
    path: '/sites',
    tag: 'Sites',
    summary: 'Make a site',
    act: 'sites.write',
    body: newSiteSchema,
    status: 201,
    response: siteSchema,
    handler: async (actor, { body }) => siteNow(actor, (await createSite(actor, body)).id),
    location: (site) => `/sites/${site.id}`,
  }),
  operation({
    id: 'getSite',
    method: 'GET',
    path: '/sites/{id}',
    tag: 'Sites',
    summary: 'One site',
    act: 'sites.read',
    params,
    status: 200,
    response: siteSchema,
    handler: (actor, { params: { id } }) => siteNow(actor, id),
  }),
  operation({
    id: 'changeSite',
    method: 'PATCH',
    path: '/sites/{id}',
    tag: 'Sites',
    summary: 'Change a site',
    description: 'Only the fields sent change. Sessions already started keep the zone and tariff they began with.',
    act: 'sites.write',
    params,
    body: siteChangeSchema,
    status: 200,
    response: siteSchema,
    handler: async (actor, { params: { id }, body }) => {
      const { name, address, postalCode, city, country, latitude, longitude, timeZone, priceArea, fuseA } =
        await getSite(actor, id)
      const now = { name, address, postalCode, city, country, latitude, longitude, timeZone, priceArea, fuseA }
      await editSite(actor, id, { ...now, ...body } as Parameters<typeof editSite>[2])
      return siteNow(actor, id)
    },
  }),
]
