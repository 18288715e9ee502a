import { expect, test } from '@playwright/test'
import { openDemo } from './open-demo.ts'

test('a service of the overview leads to its charges, and a charge to its proof and its run', async ({
  page,
}) => {
  await openDemo(page)
  await page
    .getByRole('region', { name: 'By service' })
    .first()
    .getByRole('link', { name: 'OpenAI API' })
    .click()
  await expect(page).toHaveURL(/services=OpenAI/)
  await expect(page).toHaveURL(/group=rows/)
  await expect(page.getByRole('main')).toBeFocused()

  await page.getByRole('button', { name: 'Filter by Charge' }).click()
  await page.getByRole('checkbox', { name: 'Adjustment' }).press('Space')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/charges=Adjustment/)
  const first = page.getByRole('button', { name: /open the charge/ }).first()
  await expect(page.getByRole('cell', { name: 'Adjustment' }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Usage', exact: true })).toHaveCount(0)

  await first.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog')
  await expect(panel.getByText('Billed by the vendor')).toBeVisible()
  await expect(panel.getByText('Priced from usage')).toBeVisible()
  await expect(panel.getByText('x_run_id')).toHaveCount(0)
  await expect(panel.getByText('BillingAccountId', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(first).toBeFocused()

  await page.keyboard.press('Enter')
  await panel.getByRole('link', { name: /^run_/ }).click()
  await expect(page.getByRole('heading', { name: 'Steps' })).toBeVisible()
  await expect(page).toHaveTitle(/genai-payg-openai, completed/)
  await page.getByRole('button', { name: 'Log' }).click()
  await expect(page.getByRole('menuitem', { name: /CSV/ })).toHaveAttribute('href', /format=csv/)
})

test('a priced charge shows that quantity × price is its cost to the last digit', async ({ page }) => {
  const org = await openDemo(page)
  await page.goto(`/${org}/costs?group=rows&providers=OpenAI&charges=Usage`)
  await page.getByRole('row').nth(1).getByRole('cell').nth(2).click()
  await expect(page.getByRole('dialog').getByText('= ContractedCost, to the last digit')).toBeVisible()
  await page.getByRole('button', { name: 'Charge below' }).click()
  await expect(page.getByRole('dialog').getByText('Proof')).toBeVisible()
})

test('every filter and the search are in the address, and the export holds just what they leave', async ({
  page,
}) => {
  const org = await openDemo(page)
  const query = 'group=rows&providers=Anthropic%252C PBC&categories=AI and Machine Learning&tax=false'
  await page.goto(`/${org}/costs?${query}&q=bedrock`)
  await expect(page.getByRole('button', { name: /Filter by Provider\s+Anthropic, PBC/ })).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Tax' })).not.toBeChecked()
  const note = page.getByText(/\d+ charges/)
  const count = Number(/([\d,]+) charges/.exec((await note.textContent()) ?? '')?.[1]?.replaceAll(',', ''))
  expect(count).toBeGreaterThan(0)

  await page.getByRole('button', { name: 'Export' }).click()
  const href =
    (await page.getByRole('menuitem', { name: 'JSON lines, FOCUS 1.3' }).getAttribute('href')) ?? ''
  const lines = (await (await page.request.get(href)).text()).trim().split('\n')
  expect(lines).toHaveLength(count)
  expect(lines.every((line) => line.includes('"ServiceProviderName":"Anthropic, PBC"'))).toBe(true)

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).not.toHaveURL(/providers=/)
})

test('no column of the cost table is cut off at the usual width', async ({ page }) => {
  await page.setViewportSize({ width: 1360, height: 900 })
  const org = await openDemo(page)
  for (const group of ['provider', 'service', 'rows']) {
    await page.goto(`/${org}/costs?group=${group}`)
    const region = page.getByRole('region', { name: /^(Costs by|Charges)/ })
    await expect(region.getByRole('row').nth(1)).toBeVisible()
    const hidden = await region.evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(hidden, `${group} hides ${hidden} px`).toBeLessThanOrEqual(0)
  }
})
