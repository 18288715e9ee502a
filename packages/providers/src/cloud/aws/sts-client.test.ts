import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { getCallerIdentity, resolveKeys } from './sts-client.ts'

const keys = { accessKeyId: 'AKIAIOSFODNN7SAMPLES', secretAccessKey: 'y'.repeat(40) }
const role = { arn: 'arn:aws:iam::111122223333:role/cloudact-reader', externalId: 'cloudact-acme-1' }

let server: Server
let endpoint: string
let asked: { form: Record<string, string>; authorization: string }[]
let answer: { status: number; body: string }
beforeEach(async () => {
  asked = []
  server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({
        form: Object.fromEntries(new URLSearchParams(body)),
        authorization: request.headers.authorization ?? '',
      })
      response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const options = () => ({ region: 'us-east-1', endpoint, fetch })
const NAMESPACE = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'

test('a role is assumed with its external id, signed with the stored key', async () => {
  answer = {
    status: 200,
    body: `<AssumeRoleResponse ${NAMESPACE}><AssumeRoleResult><Credentials><AccessKeyId>ASIATEMPORARYKEY0001</AccessKeyId>
      <SecretAccessKey>${'z'.repeat(40)}</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration>
      </Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  }
  expect(await resolveKeys({ keys, role }, 'cloudact run/1', options())).toEqual({
    accessKeyId: 'ASIATEMPORARYKEY0001',
    secretAccessKey: 'z'.repeat(40),
    sessionToken: 'token',
  })
  expect(asked[0]?.form).toMatchObject({
    Action: 'AssumeRole',
    RoleArn: role.arn,
    ExternalId: role.externalId,
    RoleSessionName: 'cloudact-run-1',
  })
  expect(asked[0]?.authorization).toContain(keys.accessKeyId)
})

test('without a role the stored keys are used and nobody is asked', async () => {
  expect(await resolveKeys({ keys, role: null }, 'x', options())).toEqual(keys)
  expect(asked).toEqual([])
})

test('the caller is named by its account', async () => {
  answer = {
    status: 200,
    body: `<GetCallerIdentityResponse ${NAMESPACE}><GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/x</Arn>
      <UserId>U</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  }
  expect(await getCallerIdentity(keys, options())).toEqual({
    account: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/x',
  })
})

test.each(['InvalidClientTokenId', 'SignatureDoesNotMatch', 'ExpiredToken', 'AccessDenied'])(
  '%s rejects the credential',
  async (code) => {
    answer = {
      status: 403,
      body: `<ErrorResponse ${NAMESPACE}><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
    }
    await expect(resolveKeys({ keys, role }, 'x', options())).rejects.toMatchObject({
      code: 'credential_rejected',
    })
    await expect(getCallerIdentity(keys, options())).rejects.toMatchObject({
      code: 'credential_rejected',
      message: expect.stringContaining(code),
    })
  },
)
