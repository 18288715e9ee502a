import { expect, test } from '@playwright/test'
import { openDemo } from './open-demo.ts'

test('the gap between bill and usage is explained, filtered by address, and can be downloaded', async ({
  page,
}) => {
  const org = await openDemo(page)
  await page.goto(`/${org}/costs`)
  await page.getByRole('link', { name: 'Reconciliation' }).click()
  await expect(page.getByRole('heading', { name: 'Reconciliation', level: 1 })).toBeVisible()
  const table = page.getByRole('region', { name: 'Billed, priced and the gap' })
  await expect(table.getByRole('row', { name: /^Total USD/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Where the gap comes from' })).toBeVisible()

  await page.getByRole('button', { name: 'Filter by Reason' }).click()
  await page.getByRole('checkbox', { name: 'rounding' }).press('Space')
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/reasons=rounding/)
  await expect(table.getByText('Rounding by the vendor.').first()).toBeVisible()
  await expect(table.getByText('The vendor took a credit off.')).toHaveCount(0)

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/-reconciliation-.*\.csv$/)
})
