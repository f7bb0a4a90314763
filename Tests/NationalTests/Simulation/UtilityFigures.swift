import Domain

/// What disclosure/utility.py prints for the tables of our ladder: mean and spread of its 40 years.
///
/// The means are its output with more digits, the spreads the standard deviation over its seeds; numpy 2.4.6.
struct UtilityFigures: CustomStringConvertible {
    let tenants: Int
    /// Signals per tenant per year.
    let volume: Double
    let table: PublishedTable
    /// Mean cell, visible, ghosts, error of a year's theme, top five.
    let means: [Double]
    let spread: [Double]

    var description: String { "\(tenants) tenants, \(Int(volume)) a year, \(table.view)" }

    private init(
        _ tenants: Int, _ volume: Double, _ second: PublishedTable.Second, _ length: PeriodLength, _ means: [Double],
        _ spread: [Double]
    ) {
        (self.tenants, self.volume, table) = (tenants, volume, PublishedTable(second, length))
        (self.means, self.spread) = (means, spread)
    }

    static let all = [
        Self(
            3, 12, .none, .halfYear, [1.5375, 0.3191, 0.0221, 0.7229, 0.7150], [0.2116, 0.1708, 0.0556, 0.2722, 0.1562]),
        Self(
            3, 24, .none, .halfYear, [3.0490, 0.5599, 0.0300, 0.3842, 0.8000], [0.3761, 0.1259, 0.0850, 0.1720, 0.1633]),
        Self(
            3, 60, .none, .halfYear, [7.5396, 0.8645, 0.0000, 0.1510, 0.9050], [0.6105, 0.0400, 0.0000, 0.0728, 0.1108]),
        Self(
            12, 12, .none, .quarter, [2.9417, 0.5395, 0.0270, 0.2650, 0.8050], [0.2427, 0.0758, 0.0676, 0.0932, 0.1467]),
        Self(
            12, 12, .sector, .year, [3.0536, 0.6717, 0.0086, 0.2472, 0.8450], [0.2632, 0.0592, 0.0232, 0.1005, 0.1467]),
        Self(
            12, 24, .none, .quarter, [6.0844, 0.7835, 0.0333, 0.1331, 0.8750], [0.3023, 0.0358, 0.1654, 0.0454, 0.1080]),
        Self(
            12, 24, .sector, .year, [5.9630, 0.8398, 0.0242, 0.1141, 0.8800], [0.3408, 0.0350, 0.0468, 0.0443, 0.1265]),
        Self(
            12, 60, .none, .quarter, [15.0005, 0.9704, 0.0000, 0.0541, 0.9450],
            [0.5103, 0.0130, 0.0000, 0.0191, 0.0904]),
        Self(
            12, 60, .sector, .year, [15.0062, 0.9600, 0.0358, 0.0534, 0.9300], [0.4374, 0.0114, 0.0821, 0.0181, 0.0966]),
        Self(
            30, 12, .none, .quarter, [7.4349, 0.8439, 0.0000, 0.1096, 0.9050], [0.3640, 0.0314, 0.0000, 0.0388, 0.1197]),
        Self(
            30, 12, .sector, .year, [7.5125, 0.8933, 0.0191, 0.1090, 0.9150], [0.4328, 0.0283, 0.0466, 0.0468, 0.1001]),
        Self(
            30, 24, .none, .quarter, [15.1255, 0.9742, 0.0000, 0.0543, 0.9400],
            [0.5965, 0.0146, 0.0000, 0.0192, 0.0928]),
        Self(
            30, 24, .sector, .year, [15.1047, 0.9644, 0.0250, 0.0494, 0.9550], [0.5259, 0.0118, 0.1104, 0.0161, 0.0846]),
        Self(
            30, 60, .none, .quarter, [37.6302, 0.9998, 0.0000, 0.0195, 0.9650],
            [0.9187, 0.0009, 0.0000, 0.0070, 0.0770]),
        Self(
            30, 60, .sector, .year, [37.4714, 0.9903, 0.0250, 0.0230, 0.9700], [0.8243, 0.0037, 0.1581, 0.0079, 0.0723]),
        Self(
            60, 12, .sector, .quarter, [3.7477, 0.7152, 0.0199, 0.1149, 0.9250],
            [0.1159, 0.0284, 0.0208, 0.0370, 0.1080]),
        Self(
            60, 12, .region, .halfYear, [2.9927, 0.5713, 0.0257, 0.1260, 0.8900],
            [0.1017, 0.0297, 0.0316, 0.0403, 0.1105]),
        Self(
            60, 24, .sector, .quarter, [7.4553, 0.8851, 0.0222, 0.0566, 0.9300],
            [0.1629, 0.0127, 0.0267, 0.0240, 0.0966]),
        Self(
            60, 24, .region, .halfYear, [5.9871, 0.7919, 0.0113, 0.0558, 0.9400],
            [0.1488, 0.0182, 0.0276, 0.0209, 0.0928]),
        Self(
            60, 60, .sector, .quarter, [18.8357, 0.9753, 0.0162, 0.0209, 0.9800],
            [0.3363, 0.0047, 0.0380, 0.0067, 0.0608]),
        Self(
            60, 60, .region, .halfYear, [15.0335, 0.9635, 0.0250, 0.0228, 0.9850],
            [0.2127, 0.0056, 0.1581, 0.0075, 0.0533]),
        Self(
            150, 12, .sector, .quarter, [9.3901, 0.9254, 0.0231, 0.0403, 0.9650],
            [0.2162, 0.0112, 0.0300, 0.0148, 0.0893]),
        Self(
            150, 12, .region, .halfYear, [7.5468, 0.8517, 0.0243, 0.0470, 0.9600],
            [0.1570, 0.0121, 0.0615, 0.0198, 0.0810]),
        Self(
            150, 24, .sector, .quarter, [18.7620, 0.9762, 0.0082, 0.0219, 0.9850],
            [0.2843, 0.0043, 0.0222, 0.0077, 0.0533]),
        Self(
            150, 24, .region, .halfYear, [15.0274, 0.9685, 0.0000, 0.0269, 0.9700],
            [0.2460, 0.0055, 0.0000, 0.0093, 0.0723]),
        Self(
            150, 60, .sector, .quarter, [46.7565, 0.9922, 0.0000, 0.0081, 0.9950],
            [0.4584, 0.0014, 0.0000, 0.0025, 0.0316]),
        Self(
            150, 60, .region, .halfYear, [37.4747, 0.9995, 0.0000, 0.0087, 0.9900],
            [0.4432, 0.0005, 0.0000, 0.0028, 0.0441]),
    ]
}
