import type { ExportLine } from './write-export.ts'

export const SUBSCRIPTION = '9ec51cfd-5ca7-4d76-8101-dd0a4abc5674'
export const MACHINE = `/subscriptions/${SUBSCRIPTION}/resourceGroups/web/providers/Microsoft.Compute/virtualMachines/vm-1`
export const RESERVATION =
  '/providers/Microsoft.Capacity/reservationOrders/order-1/reservations/reservation-1'
export const PLAN = '/providers/Microsoft.BillingBenefits/savingsPlanOrders/order-2/savingsPlans/plan-1'

/** A line of October 2026 with the columns of an enterprise agreement; `cells` adds and replaces. */
export function line(type: string, cost: string, cells: ExportLine = {}): ExportLine {
  return {
    BillingAccountId: '8611537',
    BillingAccountName: 'Trey Research',
    BillingPeriodStartDate: '10/01/2026',
    BillingPeriodEndDate: '10/31/2026',
    BillingProfileId: '8611537',
    BillingProfileName: 'Trey Research',
    AccountOwnerId: 'owner@example.com',
    AccountName: 'Team',
    SubscriptionId: SUBSCRIPTION,
    SubscriptionName: 'Corporate',
    Date: '10/05/2026',
    Product: `${type} product`,
    PartNumber: 'AAA-00001',
    MeterId: '14fc9a21-4919-4cb1-b495-5666966556bc',
    ServiceFamily: 'Compute',
    MeterCategory: 'Virtual Machines',
    MeterSubCategory: 'Dv2 Series',
    MeterRegion: 'US East',
    MeterName: 'D2 v2',
    Quantity: '1',
    EffectivePrice: '',
    Cost: cost,
    UnitPrice: '',
    BillingCurrency: 'USD',
    ResourceLocation: 'EastUS',
    AvailabilityZone: '',
    ConsumedService: 'Microsoft.Compute',
    ResourceId: '',
    ResourceName: '',
    AdditionalInfo: '',
    Tags: '',
    InvoiceSectionId: '',
    InvoiceSection: 'ACM',
    CostCenter: '',
    UnitOfMeasure: '1 Hour',
    ResourceGroup: '',
    ReservationId: '',
    ReservationName: '',
    ProductOrderId: '',
    ProductOrderName: '',
    Term: '',
    PublisherName: 'Microsoft',
    PlanName: '',
    ChargeType: type,
    Frequency: type === 'Usage' ? 'UsageBased' : 'OneTime',
    PublisherType: 'Azure',
    PayGPrice: '',
    PricingModel: 'OnDemand',
    benefitId: '',
    benefitName: '',
    ...cells,
  }
}

/** Uncovered usage: a quantity at a price, list price as given or the same. */
export function usage(quantity: string, price: string, cost: string, cells: ExportLine = {}): ExportLine {
  return line('Usage', cost, {
    Quantity: quantity,
    EffectivePrice: price,
    UnitPrice: price,
    PayGPrice: price,
    ResourceId: MACHINE,
    ResourceName: 'vm-1',
    ...cells,
  })
}

/** Usage under a commitment as the amortized export has it; `cost: '0'` is how the actual one does. */
export function covered(
  quantity: string,
  cost: string,
  model: 'Reservation' | 'SavingsPlan',
  cells: ExportLine = {},
): ExportLine {
  return usage(quantity, '0.1', cost, {
    EffectivePrice: '',
    PricingModel: model,
    benefitId: model === 'Reservation' ? RESERVATION : PLAN,
    benefitName: model === 'Reservation' ? 'Reserved D2' : 'Compute plan',
    ...cells,
  })
}
