/** Who files, as the form asks for it. */
export const petitioner = { address: '海陵区迎春路 1 号 225300', contact: '陈静', phone: '13800138000', signatory: '陈静' };

export const aPoint = { facts: '第二项评审因素漏计了我单位的业绩', request: '重新评审', basis: '采购文件第五章' };
