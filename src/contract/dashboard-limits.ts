/** Columns of a dashboard's grid (CloudWatch, "Dashboard body structure and syntax"). */
export const DASHBOARD_COLUMNS = 24;
/** What CloudWatch takes on a dashboard, metrics of metric math among them (CloudWatch service quotas, "Dashboards"). */
export const DASHBOARD_WIDGETS_MAX = 500;
export const DASHBOARD_METRICS_MAX = 2_500;
